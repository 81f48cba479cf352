/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.testing.EqualsTester;
import org.junit.jupiter.api.Test;

class ContextWindowsTests {
  @Test
  void beginsDisjointWindowsAContextApart() {
    assertThat(ContextWindows.disjoint().strideWithin(128)).isEqualTo(128);
    assertThat(ContextWindows.disjoint().stride()).isEmpty();
  }

  @Test
  void beginsStridedWindowsAStrideApart() {
    assertThat(ContextWindows.strided(32).strideWithin(128)).isEqualTo(32);
    assertThat(ContextWindows.strided(128).strideWithin(128)).isEqualTo(128);
  }

  @Test
  void refusesStridesOutOfRange() {
    assertThatThrownBy(() -> ContextWindows.strided(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stride must be at least 1 token, but was 0");
    assertThatThrownBy(() -> ContextWindows.strided(129).strideWithin(128))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stride must be at most the model's context length of 128 tokens, but was 129");
  }

  @Test
  void isEqualByStride() {
    new EqualsTester()
        .addEqualityGroup(ContextWindows.disjoint(), ContextWindows.disjoint())
        .addEqualityGroup(ContextWindows.strided(1), ContextWindows.strided(1))
        .addEqualityGroup(ContextWindows.strided(2))
        .testEquals();
  }
}
