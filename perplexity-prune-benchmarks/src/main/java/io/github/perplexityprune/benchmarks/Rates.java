/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Rates of the same work, measured several times. */
final class Rates {
  private final List<Double> perSecond = new ArrayList<>();

  void add(double count, double seconds) {
    perSecond.add(count / seconds);
  }

  double median() {
    if (perSecond.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(perSecond);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** How many times as fast this is, by the medians. */
  String ratio(Rates other) {
    return perSecond.isEmpty() || other.perSecond.isEmpty()
        ? "-"
        : String.format(Locale.ROOT, "%.2f", median() / other.median());
  }

  /** The median, and the lowest and highest. */
  @Override
  public String toString() {
    return perSecond.isEmpty()
        ? "-"
        : String.format(
            Locale.ROOT,
            "%,.0f (%,.0f to %,.0f)",
            median(),
            Collections.min(perSecond),
            Collections.max(perSecond));
  }
}
