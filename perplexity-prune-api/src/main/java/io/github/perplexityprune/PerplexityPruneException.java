/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import org.jspecify.annotations.Nullable;

/**
 * The root of every failure this library reports that is not a mistake in the calling code.
 *
 * <p>Mistakes in calling code are {@link IllegalArgumentException}, {@link NullPointerException} or
 * {@link IllegalStateException}; a source that cannot be read is {@link
 * java.io.UncheckedIOException}; an interrupted thread is {@link
 * java.util.concurrent.CancellationException}.
 *
 * @since 0.1
 */
public class PerplexityPruneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure described by {@code message}: what failed, the rule, the offending value, the next
   * step.
   */
  public PerplexityPruneException(String message) {
    super(message);
  }

  /** A failure described by {@code message} that {@code cause} brought about. */
  public PerplexityPruneException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
