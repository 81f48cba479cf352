/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The function between the matrices of a feed-forward layer. */
enum Activation {
  /** {@code x Phi(x)}, with the normal distribution's {@code Phi}. */
  GELU("gelu", "gelu_python"),
  /** GELU with {@code Phi} approximated by the hyperbolic tangent. */
  GELU_TANH("gelu_new", "gelu_fast", "gelu_pytorch_tanh"),
  /** {@code x sigmoid(x)}. */
  SILU("silu", "swish"),
  /** {@code x sigmoid(1.702 x)}. */
  QUICK_GELU("quick_gelu"),
  /** {@code max(x, 0)}. */
  RELU("relu");

  private final ImmutableList<String> names;

  Activation(String... names) {
    this.names = ImmutableList.copyOf(names);
  }

  /** The function that a configuration calls {@code name}. */
  static Optional<Activation> named(String name) {
    return Arrays.stream(values()).filter(activation -> activation.names.contains(name)).findAny();
  }

  /** All names that are known. */
  static String known() {
    return Arrays.stream(values())
        .flatMap(activation -> activation.names.stream())
        .collect(Collectors.joining(", "));
  }
}
