/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static java.util.Objects.requireNonNull;

/**
 * The shape of a reference model.
 *
 * @param architecture the transformer family
 * @param layerCount transformer blocks, at least 1
 * @param width features per token between blocks; a multiple of {@code headCount}, and for {@link
 *     Architecture#LLAMA} of twice that
 * @param headCount attention heads, at least 1
 * @param feedForwardWidth features inside a block's feed-forward layer, at least 1
 * @param contextLength tokens a model sees at once, at least 2
 * @param vocabularySize token ids, at least 257: all bytes and the end-of-text token; the tokenizer
 *     is the GPT-4 encoding {@code cl100k_base} cut to its first {@code vocabularySize - 1} merges,
 *     at most {@value #MAXIMUM_VOCABULARY_SIZE}
 * @since 0.1
 */
public record ReferenceModelConfig(
    Architecture architecture,
    int layerCount,
    int width,
    int headCount,
    int feedForwardWidth,
    int contextLength,
    int vocabularySize) {

  /** All 100,256 entries of {@code cl100k_base} and the end-of-text token. */
  public static final int MAXIMUM_VOCABULARY_SIZE = 100_257;

  private static final int MINIMUM_VOCABULARY_SIZE = 257;

  /**
   * Checks the shape.
   *
   * @throws IllegalArgumentException if a number is out of range or the width cannot be divided
   *     among the heads
   */
  public ReferenceModelConfig {
    requireNonNull(architecture, "architecture");
    requireAtLeast("layerCount", layerCount, 1);
    requireAtLeast("headCount", headCount, 1);
    requireAtLeast("width", width, 1);
    requireAtLeast("feedForwardWidth", feedForwardWidth, 1);
    requireAtLeast("contextLength", contextLength, 2);
    requireAtLeast("vocabularySize", vocabularySize, MINIMUM_VOCABULARY_SIZE);
    if (vocabularySize > MAXIMUM_VOCABULARY_SIZE) {
      throw new IllegalArgumentException(
          "vocabularySize must be at most "
              + MAXIMUM_VOCABULARY_SIZE
              + ", but was "
              + vocabularySize);
    }
    int headFeatures = architecture == Architecture.LLAMA ? 2 * headCount : headCount;
    if (width % headFeatures != 0) {
      throw new IllegalArgumentException(
          "width must be a multiple of "
              + headFeatures
              + " for "
              + headCount
              + " heads of "
              + architecture.id()
              + ", but was "
              + width);
    }
  }

  private static void requireAtLeast(String name, int number, int least) {
    if (number < least) {
      throw new IllegalArgumentException(
          name + " must be at least " + least + ", but was " + number);
    }
  }

  /**
   * About 0.7 million parameters: trains on two CPU cores in about a minute. The vocabulary is as
   * small as serves so small a model: {@code docs/evaluation.md} compares others.
   */
  public static ReferenceModelConfig tiny() {
    return new ReferenceModelConfig(Architecture.MPT, 3, 128, 4, 512, 256, 512);
  }

  /** About 13 million parameters: for a GPU, or an hour or so of CPU. */
  public static ReferenceModelConfig small() {
    return new ReferenceModelConfig(Architecture.MPT, 6, 384, 6, 1536, 512, 8192);
  }

  /**
   * The paper's reference model, nominally 125 million parameters. Stated there: the MPT family,
   * 125M, the GPT-4 tokenizer. Our choice, after llm-foundry's public 125M recipe: 12 layers, 12
   * heads, width 768, context 2048. With this vocabulary the shape has 162 million parameters.
   */
  public static ReferenceModelConfig mpt125m() {
    return new ReferenceModelConfig(
        Architecture.MPT, 12, 768, 12, 3072, 2048, MAXIMUM_VOCABULARY_SIZE);
  }

  /** This shape in another family, for example {@code tiny().withArchitecture(LLAMA)}. */
  public ReferenceModelConfig withArchitecture(Architecture newArchitecture) {
    return new ReferenceModelConfig(
        newArchitecture,
        layerCount,
        width,
        headCount,
        feedForwardWidth,
        contextLength,
        vocabularySize);
  }

  /** This shape with another context length. */
  public ReferenceModelConfig withContextLength(int newContextLength) {
    return new ReferenceModelConfig(
        architecture,
        layerCount,
        width,
        headCount,
        feedForwardWidth,
        newContextLength,
        vocabularySize);
  }

  /** This shape with another vocabulary size. */
  public ReferenceModelConfig withVocabularySize(int newVocabularySize) {
    return new ReferenceModelConfig(
        architecture,
        layerCount,
        width,
        headCount,
        feedForwardWidth,
        contextLength,
        newVocabularySize);
  }

  /** Number of weights; the output layer shares the embedding's. */
  public long parameterCount() {
    long attention = 4L * width * width;
    long feedForwardMatrices = architecture == Architecture.LLAMA ? 3 : 2;
    long feedForward = feedForwardMatrices * width * feedForwardWidth;
    long norms = 2L * width;
    return (long) vocabularySize * width + layerCount * (attention + feedForward + norms) + width;
  }
}
