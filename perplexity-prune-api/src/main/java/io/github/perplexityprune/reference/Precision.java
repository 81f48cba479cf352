/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

/**
 * The numbers that a reference model's activations and matrix products are computed in. Weights,
 * gradients, log-sum-exps and losses are float32 in either. Scores of one precision are not
 * compared with those of another: it is part of {@link ReferenceModel#fingerprint}.
 *
 * @since 0.1
 */
public enum Precision {
  /** 24 bits of significand. */
  FLOAT32,

  /**
   * 8 bits of significand: documents keep their ranks but for near ties (Spearman's correlation
   * with float32 over 0.9995), their scores differ in the third digit or later. Faster on a GPU,
   * and on a CPU that multiplies such numbers itself (AVX512-BF16 or AMX); slower on other CPUs.
   */
  BFLOAT16
}
