/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import io.github.perplexityprune.reference.ReferenceModelConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code config.json} by which Hugging Face's code knows a model. */
final class HuggingFaceConfig {
  private HuggingFaceConfig() {}

  static Map<String, Object> of(ReferenceModelConfig config, DecoderLayout layout) {
    Map<String, Object> json =
        switch (config.architecture()) {
          case MPT -> mpt(config, layout);
          case LLAMA -> llama(config, layout);
        };
    int endOfText = config.vocabularySize() - 1;
    json.put("vocab_size", config.vocabularySize());
    json.put("bos_token_id", endOfText);
    json.put("eos_token_id", endOfText);
    json.put("tie_word_embeddings", true);
    json.put("torch_dtype", "float32");
    return json;
  }

  private static Map<String, Object> mpt(ReferenceModelConfig config, DecoderLayout layout) {
    Map<String, Object> attention = new LinkedHashMap<>();
    attention.put("alibi", true);
    attention.put("alibi_bias_max", 8);
    attention.put("attn_impl", "torch");
    attention.put("attn_type", "multihead_attention");
    attention.put("attn_pdrop", 0.0);
    attention.put("qk_ln", false);
    attention.put("prefix_lm", false);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("architectures", List.of("MptForCausalLM"));
    json.put("model_type", "mpt");
    json.put("d_model", config.width());
    json.put("n_heads", config.headCount());
    json.put("n_layers", config.layerCount());
    json.put("expansion_ratio", expansionRatio(config));
    json.put("max_seq_len", config.contextLength());
    json.put("attn_config", attention);
    json.put("no_bias", true);
    json.put("norm_type", "low_precision_layernorm");
    json.put("layer_norm_epsilon", layout.config().epsilon());
    json.put("emb_pdrop", 0.0);
    json.put("resid_pdrop", 0.0);
    return json;
  }

  private static Number expansionRatio(ReferenceModelConfig config) {
    if (config.feedForwardWidth() % config.width() == 0) {
      return config.feedForwardWidth() / config.width();
    }
    return (double) config.feedForwardWidth() / config.width();
  }

  private static Map<String, Object> llama(ReferenceModelConfig config, DecoderLayout layout) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("architectures", List.of("LlamaForCausalLM"));
    json.put("model_type", "llama");
    json.put("hidden_size", config.width());
    json.put("intermediate_size", config.feedForwardWidth());
    json.put("num_attention_heads", config.headCount());
    json.put("num_key_value_heads", config.headCount());
    json.put("num_hidden_layers", config.layerCount());
    json.put("max_position_embeddings", config.contextLength());
    json.put("rms_norm_eps", layout.config().epsilon());
    json.put("rope_theta", 10000.0);
    json.put("hidden_act", "silu");
    json.put("attention_bias", false);
    json.put("mlp_bias", false);
    return json;
  }
}
