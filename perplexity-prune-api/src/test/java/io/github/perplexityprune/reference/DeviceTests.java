/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DeviceTests {
  @Test
  void hasAName() {
    assertThat(Device.auto()).hasToString("auto");
    assertThat(Device.cpu()).hasToString("cpu");
    assertThat(Device.cuda(1)).hasToString("cuda:1");
    assertThat(Device.cpu().withPrecision(Precision.BFLOAT16)).hasToString("cpu in bfloat16");
  }

  @Test
  void hasAnIndexOnlyForCuda() {
    assertThatThrownBy(() -> Device.cuda(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("index must be at least 0 for a CUDA device");
    assertThatThrownBy(() -> new Device(Device.Kind.CPU, OptionalInt.of(0), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Device(Device.Kind.CUDA, OptionalInt.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
