/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/**
 * What a model's answers to one task come to.
 *
 * @param name of the task
 * @param category of the task
 * @param itemCount questions asked
 * @param chance expected accuracy of guessing, in [0, 1)
 * @param accuracy share of right answers, in [0, 1]
 * @param margin mean of {@link ItemResult#margin()}, in nats per token
 * @param negativeLogLikelihood mean of {@link ItemResult#negativeLogLikelihood()}, in nats per
 *     token
 * @since 0.1
 */
public record TaskScore(
    String name,
    String category,
    int itemCount,
    double chance,
    double accuracy,
    double margin,
    double negativeLogLikelihood) {

  /** {@code (accuracy - chance) / (1 - chance)}. */
  public double normalisedAccuracy() {
    return (accuracy - chance) / (1 - chance);
  }
}
