/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import java.math.BigDecimal;

/** The documents between two percentiles of the rank order. */
record PercentileBand(double from, double to) implements RankedBand {

  PercentileBand {
    if (!(from >= 0 && from < to && to <= 100)) {
      throw new IllegalArgumentException(
          "percentiles must satisfy 0 <= from < to <= 100, but were from " + from + " to " + to);
    }
    from += 0.0; // -0.0 is 0.0
  }

  @Override
  public RankUnit unit() {
    return RankUnit.DOCUMENTS;
  }

  @Override
  public CutUnits exactUnits(Stratum stratum, Strata strata, RankUnit unit) {
    return CutUnits.around(
        RankUnit.rounded(fraction(from), stratum.length(), unit.firstEnd()),
        RankUnit.rounded(fraction(to), stratum.length(), unit.lastEnd()));
  }

  @Override
  public CutUnits publishedUnits(long documentCount) {
    return CutUnits.published(fraction(from), fraction(to), documentCount);
  }

  static BigDecimal fraction(double percentile) {
    return BigDecimal.valueOf(percentile).movePointLeft(2);
  }

  @Override
  public String toString() {
    return "percentiles(" + from + ", " + to + ")";
  }
}
