/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import java.util.OptionalInt;

/**
 * How a document is read: in windows that begin {@code stride} tokens apart when it is longer than
 * the model's context, so that every token is scored exactly once.
 *
 * <p>A window predicts up to {@code contextLength} text tokens, each from the prefix token and the
 * window's tokens before it, and scores those that no earlier window scored. Disjoint windows are
 * cheapest, and tokens at the start of a window have little context. With a smaller stride every
 * token after the first window has at least {@code contextLength - stride} tokens of context, at
 * {@code contextLength / stride} times the cost. The policy is part of a model's fingerprint.
 *
 * @param stride tokens from one window's start to the next, at least 1; empty for the model's
 *     context length, so that windows are disjoint
 * @param prefixToken the id of the token that each window is read after; empty for the model's own:
 *     beginning of text, else end of text
 * @see <a href="https://huggingface.co/docs/transformers/perplexity">Perplexity of fixed-length
 *     models</a>
 * @since 0.1
 */
public record ContextWindows(OptionalInt stride, OptionalInt prefixToken) {

  private static final ContextWindows DISJOINT =
      new ContextWindows(OptionalInt.empty(), OptionalInt.empty());

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the stride is less than 1 or the prefix token negative
   */
  public ContextWindows {
    if (stride.isPresent() && stride.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "stride must be at least 1 token, but was " + stride.getAsInt());
    }
    if (prefixToken.isPresent() && prefixToken.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "prefixToken must be the id of a token, but was " + prefixToken.getAsInt());
    }
  }

  /** Windows that do not overlap: the default. */
  public static ContextWindows disjoint() {
    return DISJOINT;
  }

  /**
   * Windows that begin {@code stride} tokens apart.
   *
   * @param stride at least 1 and at most the context length of the model it is used with
   * @throws IllegalArgumentException if {@code stride} is less than 1
   */
  public static ContextWindows strided(int stride) {
    return new ContextWindows(OptionalInt.of(stride), OptionalInt.empty());
  }

  /**
   * These windows, each read after a token of the caller's choice.
   *
   * @param token an id below the vocabulary size of the model it is used with
   * @throws IllegalArgumentException if {@code token} is negative
   */
  public ContextWindows after(int token) {
    return new ContextWindows(stride, OptionalInt.of(token));
  }

  /**
   * The prefix token for a model.
   *
   * @param own the model's own
   * @param vocabularySize the model's number of token ids
   * @throws IllegalArgumentException if the token is not one of the model's
   */
  public int prefixTokenWithin(int own, int vocabularySize) {
    int token = prefixToken.orElse(own);
    if (token >= vocabularySize) {
      throw new IllegalArgumentException(
          "prefixToken must be below the model's vocabulary size of "
              + vocabularySize
              + ", but was "
              + token);
    }
    return token;
  }

  /**
   * The stride for a model, in tokens.
   *
   * @param contextLength the model's context length in tokens
   * @throws IllegalArgumentException if the stride is longer than the context
   */
  public int strideWithin(int contextLength) {
    int tokens = stride.orElse(contextLength);
    if (tokens > contextLength) {
      throw new IllegalArgumentException(
          "stride must be at most the model's context length of "
              + contextLength
              + " tokens, but was "
              + tokens);
    }
    return tokens;
  }
}
