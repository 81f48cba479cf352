/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.ndarray.types.Shape;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a model: their names in checkpoints, their shapes and how they begin, in the order
 * in which the architecture's program takes them.
 *
 * @param architecture whose program takes them
 * @param headCount attention heads
 * @param epsilon added to a norm's variance
 * @param tensors the weights
 */
record DecoderLayout(
    Architecture architecture, int headCount, double epsilon, List<Tensor> tensors) {
  private static final double EPSILON = 1e-5;

  /**
   * One weight.
   *
   * @param name as in Hugging Face checkpoints
   * @param shape outputs by inputs for a matrix
   * @param initialMean 1 for a norm, else 0
   * @param initialDeviation standard deviation of the initial values
   */
  record Tensor(String name, Shape shape, float initialMean, double initialDeviation) {}

  static DecoderLayout of(ReferenceModelConfig config) {
    List<Tensor> tensors =
        switch (config.architecture()) {
          case MPT -> mpt(config);
          case LLAMA -> llama(config);
        };
    return new DecoderLayout(
        config.architecture(), config.headCount(), EPSILON, List.copyOf(tensors));
  }

  /**
   * ALiBi's slopes, one a head, or none when the architecture has another kind of positions. With n
   * the number of heads rounded up to a power of two, the candidates are {@code 2^(-8 i / n)} for i
   * from 1 to n; when n is greater than the number of heads, MPT takes the even i first, then the
   * odd ones.
   */
  float[] slopes() {
    if (architecture != Architecture.MPT) {
      return new float[0];
    }
    int n = Integer.highestOneBit(2 * headCount - 1);
    float[] slopes = new float[headCount];
    for (int head = 0; head < headCount; head++) {
      int i = n == headCount ? head + 1 : head < n / 2 ? 2 * head + 2 : 2 * head + 1 - n;
      slopes[head] = (float) Math.pow(2, -8.0 * i / n);
    }
    return slopes;
  }

  private static List<Tensor> mpt(ReferenceModelConfig config) {
    int width = config.width();
    int inner = config.feedForwardWidth();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(embedding("transformer.wte.weight", config));
    tensors.add(norm("transformer.norm_f.weight", width));
    for (int block = 0; block < config.layerCount(); block++) {
      String prefix = "transformer.blocks." + block + ".";
      tensors.add(norm(prefix + "norm_1.weight", width));
      tensors.add(matrix(prefix + "attn.Wqkv.weight", 3 * width, width));
      tensors.add(residual(prefix + "attn.out_proj.weight", width, config));
      tensors.add(norm(prefix + "norm_2.weight", width));
      tensors.add(matrix(prefix + "ffn.up_proj.weight", inner, width));
      tensors.add(residual(prefix + "ffn.down_proj.weight", inner, config));
    }
    return tensors;
  }

  private static List<Tensor> llama(ReferenceModelConfig config) {
    int width = config.width();
    int inner = config.feedForwardWidth();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(embedding("model.embed_tokens.weight", config));
    tensors.add(norm("model.norm.weight", width));
    for (int block = 0; block < config.layerCount(); block++) {
      String prefix = "model.layers." + block + ".";
      tensors.add(norm(prefix + "input_layernorm.weight", width));
      tensors.add(matrix(prefix + "self_attn.q_proj.weight", width, width));
      tensors.add(matrix(prefix + "self_attn.k_proj.weight", width, width));
      tensors.add(matrix(prefix + "self_attn.v_proj.weight", width, width));
      tensors.add(residual(prefix + "self_attn.o_proj.weight", width, config));
      tensors.add(norm(prefix + "post_attention_layernorm.weight", width));
      tensors.add(matrix(prefix + "mlp.gate_proj.weight", inner, width));
      tensors.add(matrix(prefix + "mlp.up_proj.weight", inner, width));
      tensors.add(residual(prefix + "mlp.down_proj.weight", inner, config));
    }
    return tensors;
  }

  private static Tensor embedding(String name, ReferenceModelConfig config) {
    return new Tensor(name, new Shape(config.vocabularySize(), config.width()), 0, 0.02);
  }

  private static Tensor norm(String name, int width) {
    return new Tensor(name, new Shape(width), 1, 0);
  }

  private static Tensor matrix(String name, int outputs, int inputs) {
    return new Tensor(name, new Shape(outputs, inputs), 0, 0.5 / Math.sqrt(inputs));
  }

  /**
   * A matrix whose output is added to the residual stream: smaller, so that the sum over blocks is
   * not too large.
   */
  private static Tensor residual(String name, int inputs, ReferenceModelConfig config) {
    double deviation = 0.5 / Math.sqrt(2.0 * inputs * config.layerCount());
    return new Tensor(name, new Shape(config.width(), inputs), 0, deviation);
  }
}
