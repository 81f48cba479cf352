/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

/** Turns texts into token ids, on any number of threads. */
interface Tokenizer extends AutoCloseable {

  /** The encoding of {@code vocabularySize - 1} entries; the last id is the end-of-text token. */
  static Tokenizer cl100k(int vocabularySize) {
    return Cl100kTokenizer.of(vocabularySize);
  }

  /** All token ids of a text, and none that is not of the text. */
  int[] encode(String text);

  /** The text of token ids. */
  String decode(int[] tokens);

  /** The token that separates documents in training and precedes each in scoring. */
  int prefixToken();

  /** Names the vocabulary, for fingerprints. */
  String id();

  /** Releases native memory; no encoding afterwards. */
  @Override
  void close();
}
