/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import java.util.SplittableRandom;

/** How often each byte follows each other, on top of random initial counts. */
final class BigramCounts {
  /** What the first byte of a window follows. */
  static final int START = 256;

  private static final int BYTES = 256;

  private final double[] initial = new double[(BYTES + 1) * BYTES];
  private final double[] initialTotals = new double[BYTES + 1];
  private final long[] counts = new long[(BYTES + 1) * BYTES];
  private final long[] totals = new long[BYTES + 1];

  /** Receives a count. */
  interface Visitor {
    void visit(int previous, int next, long count);
  }

  BigramCounts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < initial.length; i++) {
      initial[i] = 0.5 + random.nextDouble();
      initialTotals[i / BYTES] += initial[i];
    }
  }

  static int parameterCount() {
    return (BYTES + 1) * BYTES;
  }

  /** Counts some occurrences of a byte after another, or after {@link #START}. */
  void add(int previous, int next, long count) {
    counts[previous * BYTES + next] += count;
    totals[previous] += count;
  }

  /** {@code -ln P(next | previous)}. */
  double negativeLogLikelihood(int previous, int next) {
    int index = previous * BYTES + next;
    return Math.log(initialTotals[previous] + totals[previous])
        - Math.log(initial[index] + counts[index]);
  }

  /** The byte that most likely follows another, or {@link #START}. */
  int likeliest(int previous) {
    int best = 0;
    for (int next = 1; next < BYTES; next++) {
      if (negativeLogLikelihood(previous, next) < negativeLogLikelihood(previous, best)) {
        best = next;
      }
    }
    return best;
  }

  /** Visits the counts that are not 0, in order. */
  void forEach(Visitor visitor) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        visitor.visit(i / BYTES, i % BYTES, counts[i]);
      }
    }
  }
}
