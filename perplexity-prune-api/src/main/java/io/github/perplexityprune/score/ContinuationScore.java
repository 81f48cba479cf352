/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

/**
 * How well a model expected a {@link Continuation}.
 *
 * @param negativeLogLikelihood of the text after its context, summed over its tokens, in nats
 * @param tokenCount tokens of the text, at least 1
 * @param greedy whether the model would have written the text itself: each token is the likeliest
 *     after those before it
 * @since 0.1
 */
public record ContinuationScore(double negativeLogLikelihood, int tokenCount, boolean greedy) {
  /** Checks the ranges. */
  public ContinuationScore {
    if (!Double.isFinite(negativeLogLikelihood)) {
      throw new IllegalArgumentException(
          "negativeLogLikelihood must be finite, but was " + negativeLogLikelihood);
    }
    if (tokenCount < 1) {
      throw new IllegalArgumentException("tokenCount must be at least 1, but was " + tokenCount);
    }
  }

  /** Mean negative log-likelihood of a token, in nats. */
  public double meanNegativeLogLikelihood() {
    return negativeLogLikelihood / tokenCount;
  }
}
