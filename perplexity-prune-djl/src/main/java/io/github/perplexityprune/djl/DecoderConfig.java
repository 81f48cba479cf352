/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.common.collect.ImmutableSet;
import io.github.perplexityprune.reference.ReferenceModelConfig;

/**
 * All that a transformer's program must know but its weights.
 *
 * @param family whose program computes it
 * @param layerCount blocks
 * @param width features per token between blocks
 * @param attention heads and how they are scaled
 * @param feedForwardWidth features inside a block's feed-forward layer
 * @param activation between the feed-forward layer's matrices
 * @param positions how it knows where a token stands
 * @param epsilon added to a norm's variance
 * @param contextLength tokens it sees at once
 * @param vocabularySize token ids
 * @param traits what else sets it apart
 */
record DecoderConfig(
    Family family,
    int layerCount,
    int width,
    Attention attention,
    int feedForwardWidth,
    Activation activation,
    Positions positions,
    double epsilon,
    int contextLength,
    int vocabularySize,
    ImmutableSet<Trait> traits) {
  private static final double TRAINED_EPSILON = 1e-5;

  /** What a model has or has not. */
  enum Trait {
    /** The output layer is the embedding. */
    TIED,
    /** Queries, keys and values have biases. */
    QUERY_BIAS,
    /** Attention's output has a bias. */
    OUTPUT_BIAS,
    /** The feed-forward layer's matrices have biases. */
    FEED_FORWARD_BIAS,
    /** The feed-forward layer stands beside attention, not after it. */
    PARALLEL,
    /** Attention in block i, from 1, is divided by i. */
    INVERSE_LAYER_SCALE
  }

  /**
   * The shape of attention.
   *
   * @param headCount heads of queries
   * @param keyHeadCount heads of keys and values, a divisor of {@code headCount}
   * @param headWidth features of a head
   * @param scale by which products of queries and keys are multiplied
   * @param clip greatest absolute value of a query, key or value; infinite for none
   */
  record Attention(int headCount, int keyHeadCount, int headWidth, double scale, double clip) {

    /** The usual scale, {@code 1 / sqrt(headWidth)}, and no clipping. */
    static Attention of(int headCount, int keyHeadCount, int headWidth) {
      double scale = 1 / Math.sqrt(headWidth);
      return new Attention(headCount, keyHeadCount, headWidth, scale, Double.POSITIVE_INFINITY);
    }

    Attention withScale(double newScale) {
      return new Attention(headCount, keyHeadCount, headWidth, newScale, clip);
    }

    Attention withClip(double newClip) {
      return new Attention(headCount, keyHeadCount, headWidth, scale, newClip);
    }
  }

  /** A model to be trained here. */
  static DecoderConfig of(ReferenceModelConfig config) {
    int headWidth = config.width() / config.headCount();
    return new DecoderConfig(
        switch (config.architecture()) {
          case MPT -> Family.MPT;
          case LLAMA -> Family.LLAMA;
        },
        config.layerCount(),
        config.width(),
        Attention.of(config.headCount(), config.headCount(), headWidth),
        config.feedForwardWidth(),
        switch (config.architecture()) {
          case MPT -> Activation.GELU;
          case LLAMA -> Activation.SILU;
        },
        switch (config.architecture()) {
          case MPT -> new Positions.Alibi(Positions.Alibi.DEFAULT_MAXIMUM_BIAS);
          case LLAMA ->
              new Positions.Rotary(
                  headWidth, Positions.Rotary.DEFAULT_THETA, new RotaryScaling.None());
        },
        TRAINED_EPSILON,
        config.contextLength(),
        config.vocabularySize(),
        ImmutableSet.of(Trait.TIED));
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }
}
