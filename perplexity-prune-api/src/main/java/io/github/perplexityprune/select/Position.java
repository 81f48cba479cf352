/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import java.math.BigDecimal;

/** Where in the rank order a band of a given length lies. */
enum Position {
  /** At the least surprising documents. */
  LOW {
    @Override
    long first(long kept, long length) {
      return 0;
    }

    @Override
    BigDecimal lowerEnd(BigDecimal fraction) {
      return BigDecimal.ZERO;
    }
  },
  /** Centred on the median. */
  MEDIUM {
    @Override
    long first(long kept, long length) {
      return (length - kept) / 2;
    }

    @Override
    BigDecimal lowerEnd(BigDecimal fraction) {
      return BigDecimal.ONE.subtract(fraction).multiply(HALF);
    }
  },
  /** At the most surprising documents. */
  HIGH {
    @Override
    long first(long kept, long length) {
      return length - kept;
    }

    @Override
    BigDecimal lowerEnd(BigDecimal fraction) {
      return BigDecimal.ONE.subtract(fraction);
    }
  };

  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** The first unit of a band of {@code kept} units on an axis of {@code length}. */
  abstract long first(long kept, long length);

  /** The lower end of the published band of a selection rate, as a fraction from 0 to 1. */
  abstract BigDecimal lowerEnd(BigDecimal fraction);
}
