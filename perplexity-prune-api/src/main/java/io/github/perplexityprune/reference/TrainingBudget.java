/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

/**
 * How long a reference model is trained.
 *
 * @since 0.1
 */
public sealed interface TrainingBudget {

  /** One pass over all reference documents: the default. */
  static TrainingBudget wholeSplit() {
    return new Epochs(1);
  }

  /**
   * Passes over the reference documents, in a new order each time. Beyond about four passes returns
   * vanish.
   *
   * @param count greater than 0; fractions are allowed
   * @see <a href="https://arxiv.org/abs/2305.16264">Muennighoff et al.: Scaling data-constrained
   *     language models</a>
   */
  static TrainingBudget epochs(double count) {
    return new Epochs(count);
  }

  /**
   * A number of tokens, however many passes that takes.
   *
   * @param count at least 1
   */
  static TrainingBudget tokens(long count) {
    return new Tokens(count);
  }

  /**
   * Tokens to train on.
   *
   * @param splitTokens tokens in one pass over the reference documents, at least 1
   */
  long tokensFor(long splitTokens);

  /** Passes over the reference documents. */
  record Epochs(double count) implements TrainingBudget {
    /** Checks the range. */
    public Epochs {
      if (!(count > 0) || Double.isInfinite(count)) {
        throw new IllegalArgumentException(
            "epochs must be finite and greater than 0, but was " + count);
      }
    }

    @Override
    public long tokensFor(long splitTokens) {
      return Math.max(1, Math.round(count * splitTokens));
    }
  }

  /** A number of tokens. */
  record Tokens(long count) implements TrainingBudget {
    /** Checks the range. */
    public Tokens {
      if (count < 1) {
        throw new IllegalArgumentException("tokens must be at least 1, but was " + count);
      }
    }

    @Override
    public long tokensFor(long splitTokens) {
      return count;
    }
  }
}
