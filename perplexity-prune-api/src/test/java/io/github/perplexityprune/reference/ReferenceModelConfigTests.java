/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static io.github.perplexityprune.reference.Architecture.LLAMA;
import static io.github.perplexityprune.reference.Architecture.MPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReferenceModelConfigTests {
  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void hasPresetsOfTheSizesTheyPromise() {
    assertThat(ReferenceModelConfig.tiny().parameterCount()).isEqualTo(656_256);
    assertThat(ReferenceModelConfig.small().parameterCount()).isBetween(13_000_000L, 14_000_000L);
    assertThat(ReferenceModelConfig.mpt125m().parameterCount()).isEqualTo(161_951_232);
  }

  @Test
  void countsTheThirdFeedForwardMatrixOfLlama() {
    ReferenceModelConfig mpt = new ReferenceModelConfig(MPT, 2, 8, 2, 16, 4, 300);

    assertThat(mpt.withArchitecture(LLAMA).parameterCount() - mpt.parameterCount())
        .isEqualTo(2 * 8 * 16);
  }

  @Test
  void changesOneThingAtATime() {
    ReferenceModelConfig config = new ReferenceModelConfig(MPT, 2, 8, 2, 16, 4, 300);

    assertThat(config.withArchitecture(LLAMA))
        .isEqualTo(new ReferenceModelConfig(LLAMA, 2, 8, 2, 16, 4, 300));
    assertThat(config.withContextLength(5))
        .isEqualTo(new ReferenceModelConfig(MPT, 2, 8, 2, 16, 5, 300));
    assertThat(config.withVocabularySize(301))
        .isEqualTo(new ReferenceModelConfig(MPT, 2, 8, 2, 16, 4, 301));
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertRefused(
        () -> new ReferenceModelConfig(MPT, 0, 8, 2, 16, 4, 300),
        "layerCount must be at least 1, but was 0");
    assertRefused(
        () -> new ReferenceModelConfig(MPT, 2, 0, 2, 16, 4, 300),
        "width must be at least 1, but was 0");
    assertRefused(
        () -> new ReferenceModelConfig(MPT, 2, 8, 0, 16, 4, 300),
        "headCount must be at least 1, but was 0");
    assertRefused(
        () -> new ReferenceModelConfig(MPT, 2, 8, 2, 0, 4, 300),
        "feedForwardWidth must be at least 1, but was 0");
    assertRefused(
        () -> new ReferenceModelConfig(MPT, 2, 8, 2, 16, 1, 300),
        "contextLength must be at least 2, but was 1");
    assertRefused(
        () -> new ReferenceModelConfig(MPT, 2, 8, 2, 16, 4, 256),
        "vocabularySize must be at least 257, but was 256");
    assertRefused(
        () -> new ReferenceModelConfig(MPT, 2, 8, 2, 16, 4, 100_258),
        "vocabularySize must be at most 100257, but was 100258");
  }

  @Test
  void refusesAWidthThatHeadsCannotShare() {
    assertRefused(
        () -> new ReferenceModelConfig(MPT, 2, 9, 2, 16, 4, 300),
        "width must be a multiple of 2 for 2 heads of mpt, but was 9");
    assertRefused(
        () -> new ReferenceModelConfig(LLAMA, 2, 6, 2, 16, 4, 300),
        "width must be a multiple of 4 for 2 heads of llama, but was 6");
  }
}
