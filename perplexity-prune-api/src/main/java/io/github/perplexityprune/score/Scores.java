/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import java.util.List;

/**
 * The scores of a corpus as far as a selection needs them. It asks for no document, it only counts,
 * so the scores may be on many machines.
 *
 * @since 0.1
 */
public interface Scores {

  /** The distinct domains; a row's {@link ScoreRow#domain()} is an index into it. */
  List<String> domains();

  /**
   * Counts every document. Scores that are elsewhere send copies of the empty tally there and add
   * up what comes back. Cost: one pass over the scores.
   *
   * @param empty has counted nothing; not used again by the caller
   * @return what it counts; {@code empty} itself or a copy
   */
  <T extends ScoreTally<T>> T tally(T empty);

  /**
   * How many counters of 8 bytes a tally should have at most; with fewer a selection takes more
   * passes. At least 1,024.
   */
  default int maximumCounters() {
    return 1 << 24;
  }
}
