/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.util.Optional;

/**
 * Understands how a {@code config.json} describes rotary positions: as {@code rope_theta} and
 * {@code rope_scaling}, or in newer files as {@code rope_parameters}.
 */
final class RotaryKeys {
  private final CheckpointKeys keys;
  private final Optional<CheckpointKeys> parameters;
  private final int contextLength;

  RotaryKeys(CheckpointKeys keys, int contextLength) {
    this.keys = keys;
    this.contextLength = contextLength;
    Optional<CheckpointKeys> scaling = keys.object("rope_scaling");
    this.parameters = keys.object("rope_parameters").or(() -> scaling);
  }

  /**
   * The positions of heads of a width.
   *
   * @param defaultShare the share of a head that turns, where nothing else is said
   */
  Positions positions(int headWidth, double defaultShare) {
    double base = keys.number("rope_theta", Positions.Rotary.DEFAULT_THETA);
    double theta = keys.number("rotary_emb_base", base);
    double share = defaultShare;
    RotaryScaling scaling = new RotaryScaling.None();
    if (parameters.isPresent()) {
      CheckpointKeys found = parameters.get();
      theta = found.number("rope_theta", theta);
      share = found.number("partial_rotary_factor", share);
      scaling = scaling(found);
      found.requireNothingElse();
    }
    int rotated = (int) (headWidth * share);
    if (rotated < 2 || rotated > headWidth || rotated % 2 != 0) {
      throw keys.wrong(
          keys.has("rotary_pct") ? "rotary_pct" : "head_dim",
          "what makes an even number of a head's " + headWidth + " features rotary");
    }
    return new Positions.Rotary(rotated, theta, scaling);
  }

  private RotaryScaling scaling(CheckpointKeys found) {
    Optional<String> older = found.text("type");
    String type = found.text("rope_type").or(() -> older).orElse("default");
    return switch (type) {
      case "default" -> new RotaryScaling.None();
      case "linear" -> new RotaryScaling.Linear(found.number("factor"));
      case "dynamic" -> dynamic(found);
      case "llama3" -> llama3(found);
      default ->
          throw found.wrong(
              found.has("rope_type") ? "rope_type" : "type", "default, linear, dynamic or llama3");
    };
  }

  /** Changes nothing within the context, and no window here is longer. */
  private RotaryScaling dynamic(CheckpointKeys found) {
    found.number("factor");
    if (found.count("original_max_position_embeddings", contextLength) != contextLength) {
      throw found.wrong("original_max_position_embeddings", "max_position_embeddings");
    }
    return new RotaryScaling.None();
  }

  private static RotaryScaling llama3(CheckpointKeys found) {
    double low = found.number("low_freq_factor");
    double high = found.number("high_freq_factor");
    if (high <= low) {
      throw found.wrong("high_freq_factor", "more than low_freq_factor");
    }
    return new RotaryScaling.Llama3(
        found.number("factor"), low, high, found.count("original_max_position_embeddings"));
  }
}
