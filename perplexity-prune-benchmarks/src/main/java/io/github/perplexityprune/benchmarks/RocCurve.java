/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import java.util.Arrays;

/** How well a number tells two groups apart. */
final class RocCurve {
  private RocCurve() {}

  /**
   * The area under the receiver operating characteristic: the probability that a random positive is
   * greater than a random negative, ties counting half. 0.5 tells nothing, 1 separates perfectly, 0
   * perfectly the other way round.
   */
  static double area(double[] positives, double[] negatives) {
    double[] sorted = negatives.clone();
    Arrays.sort(sorted);
    double wins = 0;
    for (double positive : positives) {
      wins += 0.5 * (countBelow(sorted, positive) + countBelow(sorted, Math.nextUp(positive)));
    }
    return wins / ((double) positives.length * negatives.length);
  }

  private static int countBelow(double[] sorted, double bound) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < bound) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
