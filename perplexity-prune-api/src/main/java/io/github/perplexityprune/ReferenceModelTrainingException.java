/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a reference model cannot be trained: nothing to train on, a loss that is not finite,
 * or a failure of the engine. The message names the step and the last good state.
 *
 * @since 0.1
 */
public final class ReferenceModelTrainingException extends PerplexityPruneException {
  private static final long serialVersionUID = 1L;

  /** A failed training, described by {@code message}. */
  public ReferenceModelTrainingException(String message) {
    super(message);
  }

  /** A failed training, described by {@code message}, that {@code cause} brought about. */
  public ReferenceModelTrainingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
