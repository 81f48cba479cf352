/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when one document cannot be scored. During a pruning the document becomes {@link
 * io.github.perplexityprune.score.DocumentState#FAILED FAILED} with this message as its reason; it
 * never receives an extreme score.
 *
 * @since 0.1
 */
public final class ScoringException extends PerplexityPruneException {
  private static final long serialVersionUID = 1L;

  /** A failed scoring, described by {@code message}. */
  public ScoringException(String message) {
    super(message);
  }

  /** A failed scoring, described by {@code message}, that {@code cause} brought about. */
  public ScoringException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
