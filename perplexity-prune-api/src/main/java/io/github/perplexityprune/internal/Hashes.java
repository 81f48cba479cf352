/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.internal;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The stable 64-bit hashes that splits and tie-breaks rest on. They never change between versions.
 */
public final class Hashes {
  private static final HashFunction MURMUR = Hashing.murmur3_128();

  private Hashes() {}

  /** The first 64 bits of MurmurHash3 (x64, 128 bits, seed 0) of the text in UTF-8. */
  public static long of(String text) {
    return MURMUR.hashBytes(text.getBytes(StandardCharsets.UTF_8)).asLong();
  }

  /**
   * A hash of a hash under a seed: the finalizer of SplitMix64, a bijection of {@code hash} for
   * every seed.
   *
   * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele, Lea, Flood: Fast splittable
   *     pseudorandom number generators</a>
   */
  public static long mix(long hash, long seed) {
    return finalizer(hash ^ finalizer(seed + 0x9E3779B97F4A7C15L));
  }

  /** The hash as a number in [0, 1), from its upper 53 bits. */
  public static double unit(long hash) {
    return (hash >>> 11) * 0x1.0p-53;
  }

  private static long finalizer(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
