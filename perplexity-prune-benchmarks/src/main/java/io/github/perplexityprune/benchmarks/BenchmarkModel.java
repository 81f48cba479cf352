/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import io.github.perplexityprune.djl.EngineUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A model to measure: a Hugging Face configuration; its weights are random. */
enum BenchmarkModel {
  TINY(mpt(3, 128, 4, 256, 1024)),
  TINY_4096(mpt(3, 128, 4, 256, 4096)),
  MPT_124M(mpt(12, 768, 12, 2048, 50_257)),
  MPT_124M_512(mpt(12, 768, 12, 512, 50_257)),
  GPT2_124M(gpt2(12, 768, 12, 1024, 50_257)),
  MPT(mpt(6, 384, 6, 1024, 8192)),
  LLAMA(
      """
      {"model_type": "llama", "hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 6,
       "num_key_value_heads": 6, "intermediate_size": 1024, "max_position_embeddings": 1024,
       "vocab_size": 8192, "rms_norm_eps": 1e-5, "rope_theta": 10000.0, "hidden_act": "silu",
       "tie_word_embeddings": true, "attention_bias": false, "mlp_bias": false}"""),
  GPT2(gpt2(6, 384, 6, 1024, 8192)),
  GPT_NEOX(
      """
      {"model_type": "gpt_neox", "hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 6,
       "intermediate_size": 1536, "max_position_embeddings": 1024, "vocab_size": 8192,
       "layer_norm_eps": 1e-5, "rotary_pct": 0.25, "rotary_emb_base": 10000, "hidden_act": "gelu",
       "use_parallel_residual": true, "tie_word_embeddings": false, "attention_bias": true}""");

  private final String configuration;

  BenchmarkModel(String configuration) {
    this.configuration = configuration;
  }

  private static String mpt(int layers, int width, int heads, int context, int vocabulary) {
    return String.format(
        Locale.ROOT,
        """
        {"model_type": "mpt", "d_model": %d, "n_layers": %d, "n_heads": %d, "expansion_ratio": 4,
         "max_seq_len": %d, "vocab_size": %d, "no_bias": true, "layer_norm_epsilon": 1e-5,
         "attn_config": {"alibi": true}, "tie_word_embeddings": true}""",
        width,
        layers,
        heads,
        context,
        vocabulary);
  }

  private static String gpt2(int layers, int width, int heads, int context, int vocabulary) {
    return String.format(
        Locale.ROOT,
        """
        {"model_type": "gpt2", "n_embd": %d, "n_layer": %d, "n_head": %d, "n_positions": %d,
         "vocab_size": %d, "layer_norm_epsilon": 1e-5, "activation_function": "gelu_new",
         "tie_word_embeddings": true}""",
        width,
        layers,
        heads,
        context,
        vocabulary);
  }

  /** The model's folder in a folder of models; made when it is not there. */
  Path folder(Path work) {
    Path folder = work.resolve(name().toLowerCase(Locale.ROOT));
    if (!Files.exists(folder)) {
      EngineUnderTest.create(folder, configuration);
    }
    return folder;
  }
}
