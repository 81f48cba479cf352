/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Byte-level byte-pair encoding: {@code cl100k_base}, GPT-4's and the paper's, cut to its first
 * merges. An entry's number is the order in which it was merged, so the first n entries are an
 * encoding themselves, and no training is needed. Thread-safe.
 */
final class Cl100kTokenizer implements Tokenizer {
  static final String END_OF_TEXT = "<|endoftext|>";

  private static final String RANKS = "/com/knuddels/jtokkit/cl100k_base.tiktoken";

  /** How text is cut into pieces before merging; published with tiktoken. */
  private static final Pattern PIECES =
      Pattern.compile(
          "'(?:[sdmt]|ll|ve|re)|[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*"
              + "|\\s*[\\r\\n]|\\s+(?!\\S)|\\s+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private final Encoding encoding;
  private final int endOfText;

  private Cl100kTokenizer(Encoding encoding, int endOfText) {
    this.encoding = encoding;
    this.endOfText = endOfText;
  }

  /** The encoding of {@code vocabularySize - 1} entries; the last id is the end-of-text token. */
  static Cl100kTokenizer of(int vocabularySize) {
    int entries = vocabularySize - 1;
    String name = "cl100k_base-" + entries;
    EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
    registry.registerGptBytePairEncoding(
        new GptBytePairEncodingParams(name, PIECES, ranks(entries), Map.of(END_OF_TEXT, entries)));
    return new Cl100kTokenizer(registry.getEncoding(name).orElseThrow(), entries);
  }

  /** Text that looks like a special token is ordinary text. */
  @Override
  public int[] encode(String text) {
    return encoding.encodeOrdinary(text).toArray();
  }

  @Override
  public String decode(int[] tokens) {
    var list = new com.knuddels.jtokkit.api.IntArrayList(tokens.length);
    for (int token : tokens) {
      list.add(token);
    }
    return encoding.decode(list);
  }

  @Override
  public int prefixToken() {
    return endOfText;
  }

  @Override
  public String id() {
    return encoding.getName();
  }

  /** Has nothing to release. */
  @Override
  public void close() {}

  /** The first entries of the encoding and their numbers, in order. */
  @SuppressWarnings("ArrayAsKeyOfSetOrMap") // what jtokkit takes
  static Map<byte[], Integer> ranks(int entries) {
    Map<byte[], Integer> ranks = new LinkedHashMap<>();
    try (InputStream file = Encodings.class.getResourceAsStream(RANKS)) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII));
      for (int rank = 0; rank < entries; rank++) {
        String line = lines.readLine();
        int space = line.indexOf(' ');
        ranks.put(
            Base64.getDecoder().decode(line.substring(0, space)),
            Integer.valueOf(line.substring(space + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ranks;
  }
}
