/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

/**
 * The families of decoder-only transformers that a reference model can be trained as.
 *
 * @since 0.1
 */
public enum Architecture {
  /**
   * MosaicML's MPT, the paper's family: ALiBi instead of position embeddings, layer norms without
   * bias, GELU, tied embeddings, no biases anywhere.
   *
   * @see <a href="https://arxiv.org/abs/2108.12409">Press et al.: Train short, test long
   *     (ALiBi)</a>
   */
  MPT("mpt"),
  /**
   * LLaMA: rotary position embeddings, RMSNorm, SwiGLU, tied embeddings, no biases.
   *
   * @see <a href="https://arxiv.org/abs/2302.13971">Touvron et al.: LLaMA</a>
   */
  LLAMA("llama");

  private final String id;

  Architecture(String id) {
    this.id = id;
  }

  /** The family's name in model configurations, for example {@code mpt}. */
  public String id() {
    return id;
  }
}
