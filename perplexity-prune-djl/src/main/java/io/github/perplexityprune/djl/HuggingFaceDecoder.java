/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import io.github.perplexityprune.djl.DecoderConfig.Attention;
import io.github.perplexityprune.djl.DecoderConfig.Trait;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Understands Hugging Face's {@code config.json} files. What would change scores and is not
 * supported is refused by its name; an absent key has the default that Hugging Face's code gives
 * it, but sizes must be there.
 */
final class HuggingFaceDecoder {
  /** The model types understood. */
  static final List<String> MODEL_TYPES =
      List.of("gpt2", "gpt_neox", "llama", "mistral", "mpt", "qwen2");

  /** A ratio that was written for a whole number of features must give that number. */
  private static final double ROUNDING = 1e-6;

  private static final int MAXIMUM_LAYER_COUNT = 10_000;
  private static final int MAXIMUM_HEAD_FEATURES = 1 << 24;

  private final CheckpointKeys keys;
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

  private HuggingFaceDecoder(CheckpointKeys keys) {
    this.keys = keys;
  }

  /**
   * The model that a configuration describes.
   *
   * @throws io.github.perplexityprune.CheckpointException if it is not supported
   */
  static DecoderConfig read(CheckpointKeys keys) {
    HuggingFaceDecoder decoder = new HuggingFaceDecoder(keys);
    DecoderConfig config = decoder.config(keys.text("model_type").orElse(""));
    keys.ignore(HarmlessKeys.NAMES);
    keys.requireNothingElse();
    return config;
  }

  private DecoderConfig config(String modelType) {
    return switch (modelType) {
      case "gpt2" -> gpt2();
      case "gpt_neox" -> gptNeox();
      case "llama", "mistral", "qwen2" -> llama(modelType);
      case "mpt" -> mpt();
      default -> throw keys.wrong("model_type", "one of " + String.join(", ", MODEL_TYPES));
    };
  }

  private DecoderConfig llama(String modelType) {
    int width = keys.count("hidden_size");
    int headCount = keys.count("num_attention_heads");
    int headWidth =
        keys.has("head_dim") ? keys.count("head_dim") : quotient("num_attention_heads", width);
    if ((long) headCount * headWidth > MAXIMUM_HEAD_FEATURES) {
      throw keys.wrong("head_dim", "at most " + MAXIMUM_HEAD_FEATURES + " features in all heads");
    }
    int keyHeadCount = keys.count("num_key_value_heads", headCount);
    if (headCount % keyHeadCount != 0) {
      throw keys.wrong(
          "num_key_value_heads", "a divisor of num_attention_heads, " + headCount + ",");
    }
    int contextLength = keys.count("max_position_embeddings");
    boolean attentionBias =
        modelType.equals("llama") && keys.flag("attention_bias", /* fallback= */ false);
    addIf(Trait.QUERY_BIAS, attentionBias || modelType.equals("qwen2"));
    addIf(Trait.OUTPUT_BIAS, attentionBias);
    addIf(
        Trait.FEED_FORWARD_BIAS,
        modelType.equals("llama") && keys.flag("mlp_bias", /* fallback= */ false));
    addIf(Trait.TIED, keys.flag("tie_word_embeddings", /* fallback= */ false));
    requireNoWindow(modelType, contextLength);
    RotaryKeys rotary = new RotaryKeys(keys, contextLength);
    keys.only("partial_rotary_factor", "1.0", "1");
    return new DecoderConfig(
        Family.LLAMA,
        layerCount("num_hidden_layers"),
        width,
        Attention.of(headCount, keyHeadCount, headWidth),
        keys.count("intermediate_size"),
        activation("hidden_act", "silu"),
        rotary.positions(headWidth, /* defaultShare= */ 1),
        keys.number("rms_norm_eps", 1e-6),
        contextLength,
        keys.count("vocab_size"),
        traits());
  }

  /** Sliding windows of fewer tokens than the context are not supported. */
  private void requireNoWindow(String modelType, int contextLength) {
    boolean used =
        modelType.equals("qwen2")
            ? keys.flag("use_sliding_window", /* fallback= */ false)
            : keys.has("sliding_window");
    int window = keys.count("sliding_window", Integer.MAX_VALUE);
    if (used && window < contextLength) {
      throw keys.wrong(
          "sliding_window", "null or at least max_position_embeddings, " + contextLength);
    }
    if (used) {
      keys.ignore(List.of("layer_types")); // a window as long as the context leaves attention full
    } else {
      keys.everyText("layer_types", "full_attention");
    }
  }

  private DecoderConfig gpt2() {
    int width = keys.count("n_embd");
    int headCount = keys.count("n_head");
    int headWidth = quotient("n_head", width);
    Attention attention = Attention.of(headCount, headCount, headWidth);
    addIf(Trait.TIED, keys.flag("tie_word_embeddings", /* fallback= */ true));
    addIf(
        Trait.INVERSE_LAYER_SCALE,
        keys.flag("scale_attn_by_inverse_layer_idx", /* fallback= */ false));
    traits.addAll(Set.of(Trait.QUERY_BIAS, Trait.OUTPUT_BIAS, Trait.FEED_FORWARD_BIAS));
    return new DecoderConfig(
        Family.GPT2,
        layerCount("n_layer"),
        width,
        keys.flag("scale_attn_weights", /* fallback= */ true) ? attention : attention.withScale(1),
        keys.count("n_inner", 4 * width),
        activation("activation_function", "gelu_new"),
        new Positions.Learned(),
        keys.number("layer_norm_epsilon", 1e-5),
        keys.count("n_positions"),
        keys.count("vocab_size"),
        traits());
  }

  private DecoderConfig gptNeox() {
    int width = keys.count("hidden_size");
    int headCount = keys.count("num_attention_heads");
    int headWidth = quotient("num_attention_heads", width);
    int contextLength = keys.count("max_position_embeddings");
    boolean attentionBias = keys.flag("attention_bias", /* fallback= */ true);
    addIf(Trait.QUERY_BIAS, attentionBias);
    addIf(Trait.OUTPUT_BIAS, attentionBias);
    traits.add(Trait.FEED_FORWARD_BIAS);
    addIf(Trait.PARALLEL, keys.flag("use_parallel_residual", /* fallback= */ true));
    addIf(Trait.TIED, keys.flag("tie_word_embeddings", /* fallback= */ false));
    return new DecoderConfig(
        Family.GPT_NEOX,
        layerCount("num_hidden_layers"),
        width,
        Attention.of(headCount, headCount, headWidth),
        keys.count("intermediate_size"),
        activation("hidden_act", "gelu"),
        new RotaryKeys(keys, contextLength)
            .positions(headWidth, keys.number("rotary_pct", /* fallback= */ 0.25)),
        keys.number("layer_norm_eps", 1e-5),
        contextLength,
        keys.count("vocab_size"),
        traits());
  }

  private DecoderConfig mpt() {
    int width = keys.count("d_model");
    int headCount = keys.count("n_heads");
    int headWidth = quotient("n_heads", width);
    double expansion = keys.number("expansion_ratio", 4);
    addIf(Trait.TIED, keys.flag("tie_word_embeddings", /* fallback= */ true));
    keys.only("no_bias", "true");
    keys.only("norm_type", "\"layernorm\"", "\"low_precision_layernorm\"");
    Attention attention = Attention.of(headCount, headCount, headWidth);
    CheckpointKeys details = keys.objectOrEmpty("attn_config");
    attention = attention.withScale(details.number("softmax_scale", attention.scale()));
    if (!details.isZero("clip_qkv")) {
      attention = attention.withClip(details.number("clip_qkv", attention.clip()));
    }
    details.only("attn_type", "\"multihead_attention\"");
    details.only("sliding_window_size", "-1");
    Positions positions = mptPositions(details);
    details.ignore(HarmlessKeys.NAMES);
    details.ignore(
        List.of("attn_impl", "attn_uses_sequence_id", "model_type", "tie_word_embeddings"));
    details.requireNothingElse();
    return new DecoderConfig(
        Family.MPT,
        layerCount("n_layers"),
        width,
        attention,
        (int) (expansion * width + ROUNDING),
        Activation.GELU,
        positions,
        keys.number("layer_norm_epsilon", 1e-5),
        keys.count("max_seq_len"),
        keys.count("vocab_size"),
        traits());
  }

  /** ALiBi turns learned positions off. */
  private Positions mptPositions(CheckpointKeys attention) {
    boolean learned = keys.flag("learned_pos_emb", /* fallback= */ true);
    double maximumBias = attention.number("alibi_bias_max", Positions.Alibi.DEFAULT_MAXIMUM_BIAS);
    if (attention.flag("alibi", /* fallback= */ true)) {
      return new Positions.Alibi(maximumBias);
    }
    if (learned) {
      return new Positions.Learned();
    }
    throw keys.wrong("learned_pos_emb", "true without alibi");
  }

  private Activation activation(String key, String fallback) {
    return Activation.named(keys.text(key).orElse(fallback))
        .orElseThrow(() -> keys.wrong(key, "one of " + Activation.known()));
  }

  private int layerCount(String key) {
    int count = keys.count(key);
    if (count > MAXIMUM_LAYER_COUNT) {
      throw keys.wrong(key, "at most " + MAXIMUM_LAYER_COUNT);
    }
    return count;
  }

  /** The width over a number of heads. */
  private int quotient(String heads, int width) {
    int headCount = keys.count(heads);
    if (width % headCount != 0) {
      throw keys.wrong(heads, "a divisor of the width, " + width + ",");
    }
    return width / headCount;
  }

  private void addIf(Trait trait, boolean present) {
    if (present) {
      traits.add(trait);
    }
  }

  private ImmutableSet<Trait> traits() {
    return Sets.immutableEnumSet(traits);
  }
}
