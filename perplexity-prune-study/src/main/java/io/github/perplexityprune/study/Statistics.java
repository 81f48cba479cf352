/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/** Moments of a few numbers. */
final class Statistics {
  private Statistics() {}

  /** The arithmetic mean. */
  static double mean(double... numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }

  /** The unbiased variance of at least two numbers: the divisor is their count less one. */
  static double variance(double... numbers) {
    double mean = mean(numbers);
    double sum = 0;
    for (double number : numbers) {
      sum += (number - mean) * (number - mean);
    }
    return sum / (numbers.length - 1);
  }
}
