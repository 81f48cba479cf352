/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

/**
 * A text that follows a context, for example an answer that follows its question.
 *
 * @param context what the model reads first; may be empty
 * @param text what is scored, with the space that parts it from the context; not empty
 * @since 0.1
 */
public record Continuation(String context, String text) {
  /** Checks the text. */
  public Continuation {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "text must have something to score after its context, but is empty; the context is '"
              + context
              + "'");
    }
  }
}
