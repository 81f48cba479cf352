/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import io.github.perplexityprune.internal.Hashes;
import java.util.Optional;

/**
 * One document's line in a {@link ScoreStore}. A row handed to a visitor is valid only during the
 * call: the store may reuse it for the next document.
 *
 * @since 0.1
 */
public interface ScoreRow {
  /** The document's position in the source, counted from 0. */
  long ordinal();

  /** The document's id. */
  String id();

  /** The index of the document's domain in {@link ScoreStore#domains()}. */
  int domain();

  /** What is known of the document's score. */
  DocumentState state();

  /**
   * Which of several cross-fitted reference models scored the document, from 0; 0 when there is one
   * model. Scores of different folds are ranked apart.
   */
  int fold();

  /**
   * Summed negative log-likelihood in nats; meaningful only when {@link DocumentState#isRanked()}.
   */
  double negativeLogLikelihood();

  /** Scored tokens; meaningful only when {@link DocumentState#isRanked()}. */
  long tokenCount();

  /** Length of the text in bytes of UTF-8. */
  long byteCount();

  /** A hash of the id, spread over all 64 bits, that orders documents of equal scores. */
  default long tieBreak() {
    return Hashes.of(id());
  }

  /** Why the document failed; empty unless the state is {@link DocumentState#FAILED}. */
  Optional<String> failureReason();

  /** {@code negativeLogLikelihood / tokenCount} in nats per token, what documents are ranked by. */
  default double meanNegativeLogLikelihood() {
    return negativeLogLikelihood() / tokenCount();
  }

  /** The score, when there is one. */
  default Optional<PerplexityScore> score() {
    return state().isRanked()
        ? Optional.of(new PerplexityScore(negativeLogLikelihood(), tokenCount(), byteCount()))
        : Optional.empty();
  }
}
