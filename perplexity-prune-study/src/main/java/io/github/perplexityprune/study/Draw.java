/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.reference.ReferenceSplit;

/**
 * Numbers drawn from texts, the same on every machine and in every order, and independent of those
 * that a {@link ReferenceSplit} draws from the same texts: else all documents that damage spared
 * could be on one side of the split.
 *
 * @param purpose tells draws for different ends apart
 */
record Draw(long purpose) {

  private static final long APART_FROM_SPLITS = 0xD1B54A32D192ED03L;

  /** A text as a number in [0, 1). */
  double unit(String text) {
    return unit(ReferenceSplit.contentHash(text));
  }

  /** A content hash as a number in [0, 1), from its upper 53 bits. */
  double unit(long hash) {
    return (number(hash) >>> 11) * 0x1.0p-53;
  }

  /** A content hash as any number. */
  long number(long hash) {
    return finalizer(hash ^ finalizer(purpose + APART_FROM_SPLITS));
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long finalizer(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
