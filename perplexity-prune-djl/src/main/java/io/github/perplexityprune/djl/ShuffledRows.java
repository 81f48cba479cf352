/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.util.SplittableRandom;

/** Row numbers without end: every pass has all of them, in a new random order. */
final class ShuffledRows {
  private final int[] order;
  private final SplittableRandom random;
  private int next;

  ShuffledRows(int rowCount, long seed) {
    this.random = new SplittableRandom(seed);
    this.order = new int[rowCount];
    for (int i = 0; i < rowCount; i++) {
      order[i] = i;
    }
    this.next = rowCount;
  }

  /** Passes over rows as {@link #next} would give them. */
  void skip(long rows) {
    for (long i = 0; i < rows; i++) {
      next();
    }
  }

  int next() {
    if (next == order.length) {
      shuffle();
      next = 0;
    }
    return order[next++];
  }

  /** Fisher and Yates's shuffle. */
  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
