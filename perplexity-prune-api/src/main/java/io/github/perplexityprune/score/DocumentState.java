/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

/**
 * What is known of a document's score.
 *
 * @since 0.1
 */
public enum DocumentState {
  /** Registered, not scored yet. */
  PENDING,
  /** Scored by a reference model that did not see it in training, or whose training is unknown. */
  SCORED,
  /** Scored by the reference model that saw it in training, so its score is too low to be fair. */
  SCORED_BY_ITS_REFERENCE,
  /** Set aside to train the reference model, not scored. */
  REFERENCE,
  /** Has no text, so there is nothing to score. */
  EMPTY,
  /** Could not be scored; the reason is recorded. */
  FAILED;

  /** Whether documents in this state have a score and take part in the ranking. */
  public boolean isRanked() {
    return this == SCORED || this == SCORED_BY_ITS_REFERENCE;
  }
}
