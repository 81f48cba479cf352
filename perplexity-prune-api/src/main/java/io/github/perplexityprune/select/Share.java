/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;

/** How much of a stratum a band keeps. */
sealed interface Share extends Serializable {

  /** What the share is counted in unless the caller says otherwise. */
  RankUnit unit();

  /** The units of a stratum to keep, at most {@code length}. */
  long of(long length, long lengthOfAllStrata, RankUnit unit);

  /**
   * The share as a fraction, for the published rule.
   *
   * @throws IllegalStateException if it is a number of tokens
   */
  BigDecimal publishedFraction();

  /** What sets this share apart in the name of a factory. */
  String suffix();

  /** The argument of the factory. */
  String argument();

  /** A selection rate in (0, 1], as the decimal fraction that it is written as. */
  record Rate(double selectionRate) implements Share {
    public Rate {
      if (!(selectionRate > 0 && selectionRate <= 1)) {
        throw new IllegalArgumentException(
            "selectionRate must be in (0, 1], but was " + selectionRate);
      }
    }

    @Override
    public RankUnit unit() {
      return RankUnit.DOCUMENTS;
    }

    @Override
    public long of(long length, long lengthOfAllStrata, RankUnit unit) {
      return unit.portion(publishedFraction(), length);
    }

    @Override
    public BigDecimal publishedFraction() {
      return BigDecimal.valueOf(selectionRate);
    }

    @Override
    public String suffix() {
      return "";
    }

    @Override
    public String argument() {
      return Double.toString(selectionRate);
    }
  }

  /** A budget of tokens, which strata share in proportion to their own. */
  record Tokens(long budget) implements Share {
    public Tokens {
      if (budget < 1) {
        throw new IllegalArgumentException("token budget must be at least 1, but was " + budget);
      }
    }

    @Override
    public RankUnit unit() {
      return RankUnit.TOKENS;
    }

    @Override
    public long of(long length, long lengthOfAllStrata, RankUnit unit) {
      if (budget >= lengthOfAllStrata) {
        return length;
      }
      return BigInteger.valueOf(budget)
          .multiply(BigInteger.valueOf(length))
          .divide(BigInteger.valueOf(lengthOfAllStrata))
          .longValueExact();
    }

    @Override
    public BigDecimal publishedFraction() {
      throw new IllegalStateException(
          "boundary(PAPER) cannot be used with a number of tokens: the published rule keeps a rate"
              + " of the documents; give a rate or leave the boundary EXACT");
    }

    @Override
    public String suffix() {
      return "Tokens";
    }

    @Override
    public String argument() {
      return SourceText.of(budget);
    }
  }
}
