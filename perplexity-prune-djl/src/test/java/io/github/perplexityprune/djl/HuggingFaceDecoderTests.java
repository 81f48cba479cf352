/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.djl.DecoderConfig.Trait;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations alone: what is understood, what is ignored, and what is refused. */
class HuggingFaceDecoderTests {
  private static final String LLAMA =
      "{'model_type':'llama','vocab_size':512,'hidden_size':64,'num_attention_heads':4,"
          + "'num_hidden_layers':2,'intermediate_size':96,'max_position_embeddings':128}";
  private static final String GPT2 =
      "{'model_type':'gpt2','vocab_size':512,'n_embd':64,'n_head':4,'n_layer':2,'n_positions':128}";
  private static final String GPT_NEOX =
      "{'model_type':'gpt_neox','vocab_size':512,'hidden_size':64,'num_attention_heads':4,"
          + "'num_hidden_layers':2,'intermediate_size':96,'max_position_embeddings':128}";
  private static final String MPT =
      "{'model_type':'mpt','vocab_size':512,'d_model':64,'n_heads':4,'n_layers':2,'max_seq_len':128}";

  @Test
  void absentKeysHaveHuggingFacesDefaults() {
    assertThat(read(LLAMA, "{}").epsilon()).isEqualTo(1e-6);
    assertThat(read(LLAMA, "{}").traits()).isEmpty();
    assertThat(read(LLAMA, "{}").positions())
        .isEqualTo(new Positions.Rotary(16, 10_000, new RotaryScaling.None()));
    assertThat(read(GPT2, "{}").feedForwardWidth()).isEqualTo(256);
    assertThat(read(GPT2, "{}").activation()).isEqualTo(Activation.GELU_TANH);
    assertThat(read(GPT2, "{}").has(Trait.TIED)).isTrue();
    assertThat(read(GPT_NEOX, "{}").has(Trait.PARALLEL)).isTrue();
    assertThat(read(GPT_NEOX, "{}").has(Trait.TIED)).isFalse();
    assertThat(read(MPT, "{}").positions()).isEqualTo(new Positions.Alibi(8));
    assertThat(read(MPT, "{}").has(Trait.TIED)).isTrue();
  }

  @Test
  void classicAndNewerKeysForRotaryPositionsMeanTheSame() {
    DecoderConfig classic =
        read(
            LLAMA,
            "{'rope_theta':500000.0,'torch_dtype':'float16','rope_scaling':{'rope_type':'llama3',"
                + "'factor':8.0,'low_freq_factor':1.0,'high_freq_factor':4.0,"
                + "'original_max_position_embeddings':64}}");
    DecoderConfig newer =
        read(
            LLAMA,
            "{'dtype':'float16','rope_parameters':{'rope_type':'llama3','rope_theta':500000.0,"
                + "'factor':8.0,'low_freq_factor':1.0,'high_freq_factor':4.0,"
                + "'original_max_position_embeddings':64}}");

    assertThat(newer).isEqualTo(classic);
  }

  @Test
  void linearScalingDividesFrequencies() {
    double[] plain = read(LLAMA, "{}").positions().frequencies();
    double[] scaled =
        read(LLAMA, "{'rope_scaling':{'type':'linear','factor':4}}").positions().frequencies();

    assertThat(scaled[3]).isCloseTo(plain[3] / 4, within(1e-15));
  }

  @Test
  void dynamicScalingChangesNothingWithinTheContext() {
    assertThat(read(LLAMA, "{'rope_scaling':{'type':'dynamic','factor':4}}"))
        .isEqualTo(read(LLAMA, "{}"));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.0625", "1, 0.125", "2.5, 1.40625", "4, 4", "7, 7"})
  void llama3ScalingKeepsFastTurnsAndDividesSlowOnes(double turns, double expectedTurns) {
    RotaryScaling scaling =
        new RotaryScaling.Llama3(
            /* factor= */ 8,
            /* lowTurns= */ 1,
            /* highTurns= */ 4,
            /* originalContextLength= */ 64);
    double turn = 2 * Math.PI / 64;

    assertThat(scaling.scaled(turns * turn)).isCloseTo(expectedTurns * turn, within(1e-15));
  }

  @Test
  void familiesOfLlamaDifferInBiases() {
    assertThat(read(LLAMA, "{'model_type':'qwen2'}").traits()).containsExactly(Trait.QUERY_BIAS);
    assertThat(read(LLAMA, "{'attention_bias':true,'mlp_bias':true}").traits())
        .containsExactly(Trait.QUERY_BIAS, Trait.OUTPUT_BIAS, Trait.FEED_FORWARD_BIAS);
    assertThat(read(LLAMA, "{'model_type':'mistral','sliding_window':null}").traits()).isEmpty();
  }

  @Test
  void anExplicitHeadWidthNeedNotDivideTheWidth() {
    DecoderConfig config = read(LLAMA, "{'head_dim':24,'num_key_value_heads':2}");

    assertThat(config.attention()).isEqualTo(DecoderConfig.Attention.of(4, 2, 24));
    assertThat(DecoderLayout.of(config).tensors().get(3).dimensions()).containsExactly(96L, 64L);
  }

  @Test
  void mptsAttentionIsConfigurable() {
    DecoderConfig config =
        read(MPT, "{'attn_config':{'alibi':false,'clip_qkv':3,'softmax_scale':0.5}}");

    assertThat(config.positions()).isEqualTo(new Positions.Learned());
    assertThat(config.attention().clip()).isEqualTo(3);
    assertThat(config.attention().scale()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'rope_scaling':{'type':'yarn','factor':4}}",
        "{'rope_scaling':{'type':'linear','factor':0}}",
        "{'rope_scaling':{'type':'linear','factor':2,'attention_factor':2}}",
        "{'hidden_act':'mish'}",
        "{'num_key_value_heads':3}",
        "{'head_dim':15}",
        "{'rms_norm_eps':-1}",
        "{'vocab_size':'many'}",
        "{'num_hidden_layers':2000000000}",
        "{'num_hidden_layers':1000000}",
        "{'head_dim':16000000}",
        "{'vocab_size':512.5}",
        "{'vocab_size':99999999999}",
        "{'max_position_embeddings':null}",
        "{'attention_bias':'yes'}",
        "{'sliding_window':64}",
        "{'layer_types':['full_attention','sliding_attention']}",
        "{'partial_rotary_factor':0.5}",
        "{'quantization_config':{'bits':4}}",
        "{'attention_multiplier':0.5}",
        "{'model_type':'qwen2','use_sliding_window':true,'sliding_window':64}"
      })
  void whatALlamaCannotComputeIsRefusedByItsName(String change) {
    refusesByName(LLAMA, change);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'no_bias':false}",
        "{'norm_type':'rmsnorm'}",
        "{'logit_scale':'inv_sqrt_d_model'}",
        "{'attn_config':{'qk_ln':true}}",
        "{'attn_config':{'prefix_lm':true}}",
        "{'attn_config':{'attn_type':'grouped_query_attention'}}",
        "{'attn_config':{'rope':true}}",
        "{'learned_pos_emb':false,'attn_config':{'alibi':false}}"
      })
  void whatAnMptCannotComputeIsRefusedByItsName(String change) {
    refusesByName(MPT, change);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{'add_cross_attention':true}", "{'activation_function':'x'}", "{'n_head':3}"})
  void whatAGpt2CannotComputeIsRefusedByItsName(String change) {
    refusesByName(GPT2, change);
  }

  @Test
  void anUnknownModelTypeListsTheKnownOnes() {
    assertThatThrownBy(() -> read(LLAMA, "{'model_type':'opt'}"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("gpt2, gpt_neox, llama, mistral, mpt, qwen2")
        .hasMessageContaining("\"opt\"");
  }

  @Test
  void whatDoesNotMatterIsIgnored() {
    assertThat(
            read(
                GPT2,
                "{'n_ctx':128,'resid_pdrop':0.1,'task_specific_params':{'x':1},'_name_or_path':'y',"
                    + "'something_off':false,'something_empty':[],'architectures':['A']}"))
        .isEqualTo(read(GPT2, "{}"));
  }

  private static void refusesByName(String config, String change) {
    JsonObject changed = JsonParser.parseString(change.replace('\'', '"')).getAsJsonObject();

    assertThatThrownBy(() -> read(config, change))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("config.json")
        .message()
        .containsAnyOf(changed.keySet().toArray(String[]::new));
  }

  private static DecoderConfig read(String config, String change) {
    JsonObject json = JsonParser.parseString(config.replace('\'', '"')).getAsJsonObject();
    JsonObject changes = JsonParser.parseString(change.replace('\'', '"')).getAsJsonObject();
    changes.entrySet().forEach(entry -> json.add(entry.getKey(), entry.getValue()));
    return HuggingFaceDecoder.read(new CheckpointKeys(Path.of("folder/config.json"), json));
  }
}
