/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

/** Numbers as they are written in Java source. */
final class SourceText {
  private SourceText() {}

  static String of(long number) {
    return number == (int) number ? Long.toString(number) : number + "L";
  }

  static String of(double number) {
    return number == Double.POSITIVE_INFINITY
        ? "Double.POSITIVE_INFINITY"
        : Double.toString(number);
  }
}
