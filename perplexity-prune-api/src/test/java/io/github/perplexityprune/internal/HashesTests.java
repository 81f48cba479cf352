/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.internal;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The numbers here must never change: splits and ties of earlier versions rest on them. */
class HashesTests {
  @Test
  void isMurmurHash3OfTheText() {
    assertThat(Hashes.of("")).isZero();
    assertThat(Hashes.of("hello")).isEqualTo(0xcbd8a7b341bd9b02L);
    assertThat(Hashes.of("The quick brown fox jumps over the lazy dog"))
        .isEqualTo(0xe34bbc7bbc071b6cL);
  }

  @Test
  void mixesAsSplitMix64Does() {
    assertThat(Hashes.mix(0, 0)).isEqualTo(0x48218226ff3cd4bfL);
    assertThat(Hashes.mix(1, 0)).isEqualTo(0x9e0160293a33aaf7L);
    assertThat(Hashes.mix(0xcbd8a7b341bd9b02L, 42)).isEqualTo(0x5e69887055c1c21eL);
    assertThat(Hashes.mix(-1, -1)).isEqualTo(0x4650bc0eb3312e23L);
  }

  @Test
  void takesTheUpperBitsForTheUnitInterval() {
    assertThat(Hashes.unit(0)).isZero();
    assertThat(Hashes.unit(Long.MIN_VALUE)).isEqualTo(0.5);
    assertThat(Hashes.unit(-1)).isEqualTo(1 - 0x1.0p-53);
    assertThat(Hashes.unit(0x4000_0000_0000_0000L)).isEqualTo(0.25);
  }

  @Property(tries = 500)
  void staysInTheUnitInterval(@ForAll long hash) {
    assertThat(Hashes.unit(hash)).isGreaterThanOrEqualTo(0).isLessThan(1);
  }

  @Property(tries = 500)
  void keepsDifferentHashesApart(@ForAll long one, @ForAll long other, @ForAll long seed) {
    assertThat(Hashes.mix(one, seed) == Hashes.mix(other, seed)).isEqualTo(one == other);
  }
}
