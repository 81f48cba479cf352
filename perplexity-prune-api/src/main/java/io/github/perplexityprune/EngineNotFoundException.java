/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

/**
 * Thrown when no reference engine can be chosen: none was found, the one asked for is absent, or
 * several were found and none was named. The message lists what was found and which artifact to
 * add.
 *
 * @since 0.1
 */
public final class EngineNotFoundException extends PerplexityPruneException {
  private static final long serialVersionUID = 1L;

  /** A failed lookup, described by {@code message}. */
  public EngineNotFoundException(String message) {
    super(message);
  }
}
