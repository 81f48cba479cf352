/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.Device;

/**
 * The numbers that a model's activations and products are computed in. Weights, gradients,
 * log-sum-exps and losses are float32 in either.
 */
enum Precision {
  FLOAT32,

  /** 8 bits of significand: documents keep their ranks, their scores differ in the third digit. */
  BFLOAT16;

  /** What a device computes in: float32 on a CPU, bfloat16 on a GPU. */
  static Precision of(Device device) {
    return device.isGpu() ? BFLOAT16 : FLOAT32;
  }
}
