/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

/**
 * What a final model could do at one point of its training.
 *
 * @param tokens tokens it was trained on by then
 * @param scorecard its scores
 * @since 0.1
 */
public record Checkpoint(long tokens, Scorecard scorecard) {
  /** Checks the scorecard. */
  public Checkpoint {
    requireNonNull(scorecard, "scorecard");
  }
}
