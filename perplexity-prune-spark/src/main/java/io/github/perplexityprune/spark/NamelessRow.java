/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreRow;
import java.util.Optional;

/**
 * What a selection reads of a document: a row of a Dataset has neither a place nor, for this, an id
 * or a length. Rows that agree in score and tie break are copies.
 */
interface NamelessRow extends ScoreRow {
  @Override
  default long ordinal() {
    return 0;
  }

  @Override
  default String id() {
    return "with the tie break " + tieBreak();
  }

  @Override
  default long byteCount() {
    return 0;
  }

  @Override
  default Optional<String> failureReason() {
    return Optional.empty();
  }

  /** A row by itself. */
  record Single(
      double negativeLogLikelihood,
      long tokenCount,
      DocumentState state,
      int fold,
      int domain,
      long tieBreak)
      implements NamelessRow {

    /** Checks what a ranking needs. */
    public Single {
      if (state.isRanked() && !Double.isFinite(negativeLogLikelihood)) {
        throw new IllegalArgumentException(
            "the negative log-likelihood of a scored document must be finite, but was "
                + negativeLogLikelihood
                + "; give documents without a score another state, such as FAILED");
      }
      if (state.isRanked() && tokenCount < 1) {
        throw new IllegalArgumentException(
            "the token count of a scored document must be at least 1, but was "
                + tokenCount
                + "; give documents without a score another state, such as FAILED");
      }
      if (fold < 0 || fold > 255) {
        throw new IllegalArgumentException("fold must be from 0 to 255, but was " + fold);
      }
    }
  }
}
