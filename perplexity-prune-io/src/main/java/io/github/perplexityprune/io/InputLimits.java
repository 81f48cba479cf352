/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * What a file may ask of the reader before it is held for damaged or hostile.
 *
 * @param maximumRecordBytes bytes of one line, row or text file after decompression, at least 1
 * @param maximumExpansion decompressed bytes for each compressed byte, at least 1, measured over a
 *     file once it has given more than {@code maximumRecordBytes}
 * @param maximumDepth objects and arrays inside each other in one JSON record, at least 1
 * @param maximumWindowLog base-2 logarithm of the window a zstd frame may ask for, 10 to 31
 * @since 0.1
 */
public record InputLimits(
    int maximumRecordBytes, int maximumExpansion, int maximumDepth, int maximumWindowLog) {

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public InputLimits {
    checkRange("maximumRecordBytes", maximumRecordBytes, 1, Integer.MAX_VALUE);
    checkRange("maximumExpansion", maximumExpansion, 1, Integer.MAX_VALUE);
    checkRange("maximumDepth", maximumDepth, 1, Integer.MAX_VALUE);
    checkRange("maximumWindowLog", maximumWindowLog, 10, 31);
  }

  /** 64 MiB a record, 1,000-fold expansion, 100 levels, zstd windows of up to 128 MiB. */
  public static InputLimits defaults() {
    return new InputLimits(64 << 20, 1_000, 100, 27);
  }

  private static void checkRange(String name, int value, int least, int greatest) {
    if (value < least || value > greatest) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + greatest + ", but was " + value);
    }
  }
}
