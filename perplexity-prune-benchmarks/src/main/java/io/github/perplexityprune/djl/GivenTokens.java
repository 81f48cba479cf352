/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.util.List;

/** Texts are indexes of token ids that are at hand. */
record GivenTokens(int prefixToken, List<int[]> documents) implements Tokenizer {
  @Override
  public int[] encode(String text) {
    return documents.get(Integer.parseInt(text));
  }

  @Override
  public String decode(int[] tokens) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String id() {
    return "given";
  }

  @Override
  public void close() {}
}
