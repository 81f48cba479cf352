/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a saved reference model cannot be opened or written. The message names the path, what
 * was expected and what was found.
 *
 * @since 0.1
 */
public final class CheckpointException extends PerplexityPruneException {
  private static final long serialVersionUID = 1L;

  /** An unusable checkpoint, described by {@code message}. */
  public CheckpointException(String message) {
    super(message);
  }

  /** An unusable checkpoint, described by {@code message}, with its {@code cause}. */
  public CheckpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
