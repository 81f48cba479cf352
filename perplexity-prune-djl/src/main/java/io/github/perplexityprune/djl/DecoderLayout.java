/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.ndarray.types.Shape;
import io.github.perplexityprune.djl.DecoderConfig.Trait;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of a model: their names in checkpoints, their shapes and how they begin, in the order
 * in which the family's program takes them.
 *
 * @param config the model
 * @param tensors the weights
 */
record DecoderLayout(DecoderConfig config, List<Tensor> tensors) {

  /**
   * One weight.
   *
   * @param name as in Hugging Face checkpoints
   * @param shape as in Hugging Face checkpoints: outputs by inputs for a matrix, and the reverse in
   *     GPT-2's blocks
   * @param initialMean 1 for a norm's weight, else 0
   * @param initialDeviation standard deviation of the initial values
   */
  record Tensor(String name, Shape shape, float initialMean, double initialDeviation) {

    List<Long> dimensions() {
      return Arrays.stream(shape.getShape()).boxed().toList();
    }
  }

  static DecoderLayout of(ReferenceModelConfig config) {
    return of(DecoderConfig.of(config));
  }

  static DecoderLayout of(DecoderConfig config) {
    List<Tensor> tensors =
        switch (config.family()) {
          case MPT -> mpt(config);
          case LLAMA -> llama(config);
          case GPT2 -> gpt2(config);
          case GPT_NEOX -> gptNeox(config);
        };
    return new DecoderLayout(config, List.copyOf(tensors));
  }

  /** Number of weights. */
  long parameterCount() {
    return tensors.stream().mapToLong(tensor -> tensor.shape().size()).sum();
  }

  /** Whether a weight is a matrix of the blocks, and not a vector, an embedding or the output. */
  boolean isBlockMatrix(int index) {
    boolean isEmbedding =
        index == 0 || (index == 1 && config.positions() instanceof Positions.Learned);
    boolean isOutput = !config.has(Trait.TIED) && index == tensors.size() - 1;
    return tensors.get(index).shape().dimension() == 2 && !isEmbedding && !isOutput;
  }

  private static List<Tensor> mpt(DecoderConfig config) {
    int width = config.width();
    int inner = config.feedForwardWidth();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(embedding("transformer.wte.weight", config));
    if (config.positions() instanceof Positions.Learned) {
      tensors.add(positions("transformer.wpe.weight", config));
    }
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
    addHead(tensors, "lm_head.weight", config);
    return tensors;
  }

  private static List<Tensor> llama(DecoderConfig config) {
    int width = config.width();
    int inner = config.feedForwardWidth();
    int queryWidth = config.attention().headCount() * config.attention().headWidth();
    int keyWidth = config.attention().keyHeadCount() * config.attention().headWidth();
    boolean feedForwardBias = config.has(Trait.FEED_FORWARD_BIAS);
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(embedding("model.embed_tokens.weight", config));
    tensors.add(norm("model.norm.weight", width));
    for (int block = 0; block < config.layerCount(); block++) {
      String prefix = "model.layers." + block + ".";
      String attention = prefix + "self_attn.";
      tensors.add(norm(prefix + "input_layernorm.weight", width));
      tensors.add(matrix(attention + "q_proj.weight", queryWidth, width));
      addBias(tensors, attention + "q_proj.bias", queryWidth, config.has(Trait.QUERY_BIAS));
      tensors.add(matrix(attention + "k_proj.weight", keyWidth, width));
      addBias(tensors, attention + "k_proj.bias", keyWidth, config.has(Trait.QUERY_BIAS));
      tensors.add(matrix(attention + "v_proj.weight", keyWidth, width));
      addBias(tensors, attention + "v_proj.bias", keyWidth, config.has(Trait.QUERY_BIAS));
      tensors.add(residual(attention + "o_proj.weight", queryWidth, config));
      addBias(tensors, attention + "o_proj.bias", width, config.has(Trait.OUTPUT_BIAS));
      tensors.add(norm(prefix + "post_attention_layernorm.weight", width));
      tensors.add(matrix(prefix + "mlp.gate_proj.weight", inner, width));
      addBias(tensors, prefix + "mlp.gate_proj.bias", inner, feedForwardBias);
      tensors.add(matrix(prefix + "mlp.up_proj.weight", inner, width));
      addBias(tensors, prefix + "mlp.up_proj.bias", inner, feedForwardBias);
      tensors.add(residual(prefix + "mlp.down_proj.weight", inner, config));
      addBias(tensors, prefix + "mlp.down_proj.bias", width, feedForwardBias);
    }
    addHead(tensors, "lm_head.weight", config);
    return tensors;
  }

  private static List<Tensor> gpt2(DecoderConfig config) {
    int width = config.width();
    int inner = config.feedForwardWidth();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(embedding("transformer.wte.weight", config));
    tensors.add(positions("transformer.wpe.weight", config));
    addNorm(tensors, "transformer.ln_f", width);
    for (int block = 0; block < config.layerCount(); block++) {
      String prefix = "transformer.h." + block + ".";
      addNorm(tensors, prefix + "ln_1", width);
      addTransposed(tensors, prefix + "attn.c_attn", width, 3 * width);
      addTransposed(tensors, prefix + "attn.c_proj", width, width);
      addNorm(tensors, prefix + "ln_2", width);
      addTransposed(tensors, prefix + "mlp.c_fc", width, inner);
      addTransposed(tensors, prefix + "mlp.c_proj", inner, width);
    }
    addHead(tensors, "lm_head.weight", config);
    return tensors;
  }

  private static List<Tensor> gptNeox(DecoderConfig config) {
    int width = config.width();
    int inner = config.feedForwardWidth();
    List<Tensor> tensors = new ArrayList<>();
    tensors.add(embedding("gpt_neox.embed_in.weight", config));
    addNorm(tensors, "gpt_neox.final_layer_norm", width);
    for (int block = 0; block < config.layerCount(); block++) {
      String prefix = "gpt_neox.layers." + block + ".";
      addNorm(tensors, prefix + "input_layernorm", width);
      tensors.add(matrix(prefix + "attention.query_key_value.weight", 3 * width, width));
      addBias(
          tensors,
          prefix + "attention.query_key_value.bias",
          3 * width,
          config.has(Trait.QUERY_BIAS));
      tensors.add(residual(prefix + "attention.dense.weight", width, config));
      addBias(tensors, prefix + "attention.dense.bias", width, config.has(Trait.OUTPUT_BIAS));
      addNorm(tensors, prefix + "post_attention_layernorm", width);
      tensors.add(matrix(prefix + "mlp.dense_h_to_4h.weight", inner, width));
      tensors.add(bias(prefix + "mlp.dense_h_to_4h.bias", inner));
      tensors.add(residual(prefix + "mlp.dense_4h_to_h.weight", inner, config));
      tensors.add(bias(prefix + "mlp.dense_4h_to_h.bias", width));
    }
    addHead(tensors, "embed_out.weight", config);
    return tensors;
  }

  private static void addHead(List<Tensor> tensors, String name, DecoderConfig config) {
    if (!config.has(Trait.TIED)) {
      tensors.add(embedding(name, config));
    }
  }

  private static void addNorm(List<Tensor> tensors, String name, int width) {
    tensors.add(norm(name + ".weight", width));
    tensors.add(bias(name + ".bias", width));
  }

  private static void addTransposed(List<Tensor> tensors, String name, int inputs, int outputs) {
    double deviation = 0.5 / Math.sqrt(inputs);
    tensors.add(new Tensor(name + ".weight", new Shape(inputs, outputs), 0, deviation));
    tensors.add(bias(name + ".bias", outputs));
  }

  private static void addBias(List<Tensor> tensors, String name, int width, boolean present) {
    if (present) {
      tensors.add(bias(name, width));
    }
  }

  private static Tensor embedding(String name, DecoderConfig config) {
    return new Tensor(name, new Shape(config.vocabularySize(), config.width()), 0, 0.02);
  }

  private static Tensor positions(String name, DecoderConfig config) {
    return new Tensor(name, new Shape(config.contextLength(), config.width()), 0, 0.02);
  }

  private static Tensor norm(String name, int width) {
    return new Tensor(name, new Shape(width), 1, 0);
  }

  private static Tensor bias(String name, int width) {
    return new Tensor(name, new Shape(width), 0, 0);
  }

  private static Tensor matrix(String name, int outputs, int inputs) {
    return new Tensor(name, new Shape(outputs, inputs), 0, 0.5 / Math.sqrt(inputs));
  }

  /**
   * A matrix whose output is added to the residual stream: smaller, so that the sum over blocks is
   * not too large.
   */
  private static Tensor residual(String name, int inputs, DecoderConfig config) {
    double deviation = 0.5 / Math.sqrt(2.0 * inputs * config.layerCount());
    return new Tensor(name, new Shape(config.width(), inputs), 0, deviation);
  }
}
