/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Where a stratum's band is cut, as units of the axis on which its ranked documents lie.
 *
 * @param lower at most {@code upper}; the unit whose document ends what is below the band; none if
 *     negative
 * @param upper the unit whose document begins what is above the band; none from the axis' length on
 */
record CutUnits(long lower, long upper) {

  /** The cuts of a band of whole units, which documents lie inside of: from, and up to without. */
  static CutUnits around(long from, long to) {
    return new CutUnits(from - 1, to);
  }

  /**
   * The cuts of the published rule, {@code lowerEnd < F(x) < upperEnd} with {@code F(x) = #(scores
   * <= x) / n}: the band begins with the score at rank {@code floor(lowerEnd * n) + 1} and ends
   * before the one at rank {@code ceil(upperEnd * n)}.
   *
   * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al., Algorithm 1</a>
   */
  static CutUnits published(BigDecimal lowerEnd, BigDecimal upperEnd, long documentCount) {
    return new CutUnits(
        RankUnit.rounded(lowerEnd, documentCount, RoundingMode.FLOOR),
        RankUnit.rounded(upperEnd, documentCount, RoundingMode.CEILING) - 1);
  }

  /** The units that are on an axis of a length, ascending. */
  long[] within(long length) {
    boolean hasLower = lower >= 0;
    boolean hasUpper = upper < length;
    if (hasLower && hasUpper) {
      return new long[] {lower, upper};
    }
    if (hasLower) {
      return new long[] {lower};
    }
    return hasUpper ? new long[] {upper} : new long[0];
  }
}
