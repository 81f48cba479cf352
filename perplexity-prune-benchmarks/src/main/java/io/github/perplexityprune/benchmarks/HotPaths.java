/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import java.io.IOException;

/**
 * Runs the benchmarks of the hot Java parts, which JMH measures. Arguments: JMH's, such as {@code
 * Tokenizing -f 1}; {@code -h} lists them.
 */
public final class HotPaths {
  private HotPaths() {}

  /** Measures what the arguments name; all, if there are none. */
  public static void main(String[] arguments) throws IOException {
    org.openjdk.jmh.Main.main(arguments);
  }
}
