/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end
 * @param confidence of this interval alone, in (0, 1): greater than that of the study when several
 *     are looked at
 * @since 0.1
 */
public record Interval(double low, double high, double confidence) {
  /** Checks that the ends are in order. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "low must be at most high, but they are " + low + " and " + high);
    }
  }
}
