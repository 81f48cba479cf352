/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;

/**
 * Receives the outcome of scoring, one call a document, in order.
 *
 * @since 0.1
 */
public interface ScoreSink {
  /** The document was scored. */
  void scored(Document document, PerplexityScore score);

  /** The document could not be scored; the rest goes on. */
  void failed(Document document, ScoringException reason);

  /**
   * Nothing is half done: every document begun was reported, and scoring that started anew with the
   * next one would compute exactly what this one will. A caller that can resume does so from here,
   * so that what a computation rounds does not depend on where an earlier one was cut off.
   */
  default void settled() {}
}
