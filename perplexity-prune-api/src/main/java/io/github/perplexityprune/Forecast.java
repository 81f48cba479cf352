/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import java.time.Duration;

/**
 * What a run is expected to take, from a small sample measured on this machine. Tokens are
 * estimated from the sample's tokens per byte; rates change with what else the machine does.
 *
 * @param documentCount documents to score
 * @param trainingTokens tokens to train on, over all models; 0 when nothing is trained
 * @param trainingTokensPerSecond rate of training; 0 when nothing is trained
 * @param scoringTokens tokens to score
 * @param scoringTokensPerSecond rate of scoring
 * @since 0.1
 */
public record Forecast(
    long documentCount,
    long trainingTokens,
    double trainingTokensPerSecond,
    long scoringTokens,
    double scoringTokensPerSecond) {

  /** Expected time of all trainings. */
  public Duration training() {
    return duration(trainingTokens, trainingTokensPerSecond);
  }

  /** Expected time of all scoring. */
  public Duration scoring() {
    return duration(scoringTokens, scoringTokensPerSecond);
  }

  /** Expected time of the whole run but the reading of the source. */
  public Duration total() {
    return training().plus(scoring());
  }

  private static Duration duration(long tokens, double perSecond) {
    return tokens == 0 ? Duration.ZERO : Duration.ofMillis(Math.round(1000 * tokens / perSecond));
  }
}
