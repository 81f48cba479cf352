/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import java.io.Serializable;

/** Documents that are ranked against each other: of one fold, and of one domain if so asked. */
final class Stratum implements Serializable {
  private final int index;
  private final int fold;
  private final int group;
  private long documentCount;
  private long length;
  private long leastKey = Long.MAX_VALUE;
  private long greatestKey = Long.MIN_VALUE;

  Stratum(int index, int fold, int group) {
    this.index = index;
    this.fold = fold;
    this.group = group;
  }

  void add(long key, long documentLength) {
    documentCount++;
    length += documentLength;
    leastKey = Math.min(leastKey, key);
    greatestKey = Math.max(greatestKey, key);
  }

  /** Adds documents of the same fold and group. */
  void add(Stratum other) {
    documentCount += other.documentCount;
    length += other.length;
    leastKey = Math.min(leastKey, other.leastKey);
    greatestKey = Math.max(greatestKey, other.greatestKey);
  }

  /** Its place among the strata of the store, from 0. */
  int index() {
    return index;
  }

  int fold() {
    return fold;
  }

  /** See {@link Scope#groupOf}. */
  int group() {
    return group;
  }

  /** Number of ranked documents. */
  long documentCount() {
    return documentCount;
  }

  /** Summed length of the ranked documents, in units of the ranking. */
  long length() {
    return length;
  }

  long leastKey() {
    return leastKey;
  }

  long greatestKey() {
    return greatestKey;
  }
}
