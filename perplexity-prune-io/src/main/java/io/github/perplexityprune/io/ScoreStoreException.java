/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.PerplexityPruneException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a score store's file cannot be used as one: it is another kind of file, damaged, of a
 * newer version, in use, or out of reach. The message names the file and what to do.
 *
 * @since 0.1
 */
public final class ScoreStoreException extends PerplexityPruneException {
  private static final long serialVersionUID = 1L;

  ScoreStoreException(String message) {
    super(message);
  }

  ScoreStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
