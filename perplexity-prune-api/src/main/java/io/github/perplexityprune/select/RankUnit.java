/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a selection rate is a share of: the unit of the axis on which ranked documents lie. */
enum RankUnit {
  /** Every document is one unit long; the ends of a band are rounded, half up. */
  DOCUMENTS {
    @Override
    long length(ScoreRow row) {
      return 1;
    }

    @Override
    RoundingMode firstEnd() {
      return RoundingMode.HALF_UP;
    }

    @Override
    RoundingMode lastEnd() {
      return RoundingMode.HALF_UP;
    }
  },
  /** A document is as long as its tokens; a band is rounded to the whole tokens inside it. */
  TOKENS {
    @Override
    long length(ScoreRow row) {
      return row.tokenCount();
    }

    @Override
    RoundingMode firstEnd() {
      return RoundingMode.CEILING;
    }

    @Override
    RoundingMode lastEnd() {
      return RoundingMode.FLOOR;
    }
  };

  /** Units that a ranked document takes; at least 1. */
  abstract long length(ScoreRow row);

  abstract RoundingMode firstEnd();

  abstract RoundingMode lastEnd();

  /** The number of units a band may keep: {@code fraction * length}, rounded. */
  long portion(BigDecimal fraction, long length) {
    return rounded(fraction, length, lastEnd());
  }

  static long rounded(BigDecimal fraction, long length, RoundingMode mode) {
    return fraction.multiply(BigDecimal.valueOf(length)).setScale(0, mode).longValueExact();
  }
}
