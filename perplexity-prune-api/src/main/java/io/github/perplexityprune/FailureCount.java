/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

/** Counts the documents that fail, and ends a pruning when there are too many. */
final class FailureCount {
  private final long maximum;
  private long count;
  private String last = "";

  FailureCount(long maximum) {
    this.maximum = maximum;
  }

  /**
   * Counts one more.
   *
   * @throws ScoringException if that is more than allowed
   */
  void add(ScoringException failure) {
    last = String.valueOf(failure.getMessage());
    count++;
    if (count > maximum) {
      throw new ScoringException(
          "at most "
              + maximum
              + " documents may fail, but "
              + count
              + " did; the last: "
              + last
              + "; raise maximumFailures to go on",
          failure);
    }
  }

  long count() {
    return count;
  }

  /** Why the last document failed; empty when none did. */
  String last() {
    return last;
  }
}
