/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import java.io.Serializable;

/**
 * Counts documents. What tallies count of the parts of a corpus adds up, in any order, to what one
 * counts of the whole. Serializable, to be sent to where the scores are and back; the serial form
 * is that of this version only.
 *
 * @param <T> the tally's own type
 * @since 0.1
 */
public interface ScoreTally<T extends ScoreTally<T>> extends Serializable {

  /** Counts one document; the row is valid only during the call. */
  void count(ScoreRow row);

  /** Adds what another tally of the same kind counted of other documents. */
  void add(T other);
}
