/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SetOnceTests {
  private final SetOnce<Integer> stride = new SetOnce<>("stride");

  @Test
  void isUnsetAtFirst() {
    assertThat(stride.isSet()).isFalse();
    assertThat(stride.orNull()).isNull();
    assertThat(stride.orElseGet(() -> 7)).isEqualTo(7);
  }

  @Test
  void keepsItsValue() {
    stride.set(3);

    assertThat(stride.isSet()).isTrue();
    assertThat(stride.orNull()).isEqualTo(3);
    assertThat(stride.orElseGet(() -> 7)).isEqualTo(3);
    assertThat(stride.required("5")).isEqualTo(3);
  }

  @Test
  void refusesASecondValue() {
    stride.set(3);

    assertThatThrownBy(() -> stride.set(4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stride was already set to 3 and cannot be set to 4");
  }

  @Test
  void refusesNull() {
    assertThatThrownBy(() -> stride.set(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("stride");
  }

  @Test
  void saysHowToSetWhatIsRequired() {
    assertThatThrownBy(() -> stride.required("5"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("stride must be set, for example stride(5)");
  }
}
