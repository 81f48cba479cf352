/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code tokenizer.json} of a cut {@code cl100k_base}, by which Hugging Face's code encodes as
 * {@link Cl100kTokenizer} does.
 *
 * <p>Tiktoken merges the neighbours whose union has the least number, and has no list of merges.
 * The file's merges are all ways to split an entry in two, in the order of the entries. The
 * end-of-text token is an entry that no text leads to, so that it is ordinary text when it stands
 * in a document, as it was in training.
 */
final class Cl100kFile {
  /** {@link Cl100kTokenizer}'s pattern, as Oniguruma has it. */
  private static final String PIECES =
      "(?i:'(?:[sdmt]|ll|ve|re))|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  /** The character of each byte. */
  private static final String SYMBOLS = symbolsOfAllBytes();

  private Cl100kFile() {}

  /** An entry's two parts; their numbers order the ways to split one entry. */
  private record Split(String left, String right, int leftRank, int rightRank) {}

  static JsonObject of(int vocabularySize) {
    Map<String, Integer> ranks = new HashMap<>();
    JsonObject vocabulary = new JsonObject();
    JsonArray merges = new JsonArray();
    for (var entry : Cl100kTokenizer.ranks(vocabularySize - 1).entrySet()) {
      String symbols = symbols(entry.getKey());
      splits(symbols, ranks).forEach(split -> merges.add(split.left + " " + split.right));
      ranks.put(symbols, entry.getValue());
      vocabulary.addProperty(symbols, entry.getValue());
    }
    vocabulary.addProperty(Cl100kTokenizer.END_OF_TEXT, vocabularySize - 1);
    JsonObject model = new JsonObject();
    model.addProperty("type", "BPE");
    for (String absent :
        List.of("dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix")) {
      model.add(absent, JsonNull.INSTANCE);
    }
    model.addProperty("fuse_unk", false);
    model.addProperty("byte_fallback", false);
    model.addProperty("ignore_merges", true);
    model.add("vocab", vocabulary);
    model.add("merges", merges);
    JsonObject json = new JsonObject();
    json.addProperty("version", "1.0");
    json.add("truncation", JsonNull.INSTANCE);
    json.add("padding", JsonNull.INSTANCE);
    json.add("added_tokens", new JsonArray());
    json.add("normalizer", JsonNull.INSTANCE);
    json.add("pre_tokenizer", preTokenizer());
    json.add("post_processor", JsonNull.INSTANCE);
    json.add("decoder", byteLevel());
    json.add("model", model);
    return json;
  }

  private static List<Split> splits(String symbols, Map<String, Integer> ranks) {
    List<Split> splits = new ArrayList<>();
    for (int i = 1; i < symbols.length(); i++) {
      String left = symbols.substring(0, i);
      String right = symbols.substring(i);
      Integer leftRank = ranks.get(left);
      Integer rightRank = ranks.get(right);
      if (leftRank != null && rightRank != null) {
        splits.add(new Split(left, right, leftRank, rightRank));
      }
    }
    splits.sort(Comparator.comparingInt(Split::leftRank).thenComparingInt(Split::rightRank));
    return splits;
  }

  private static JsonObject preTokenizer() {
    JsonObject pattern = new JsonObject();
    pattern.addProperty("Regex", PIECES);
    JsonObject split = new JsonObject();
    split.addProperty("type", "Split");
    split.add("pattern", pattern);
    split.addProperty("behavior", "Isolated");
    split.addProperty("invert", false);
    JsonArray steps = new JsonArray();
    steps.add(split);
    steps.add(byteLevel());
    JsonObject sequence = new JsonObject();
    sequence.addProperty("type", "Sequence");
    sequence.add("pretokenizers", steps);
    return sequence;
  }

  private static JsonObject byteLevel() {
    JsonObject json = new JsonObject();
    json.addProperty("type", "ByteLevel");
    json.addProperty("add_prefix_space", false);
    json.addProperty("trim_offsets", true);
    json.addProperty("use_regex", false);
    return json;
  }

  /**
   * One visible character a byte, as GPT-2's files have them: printable Latin-1 as it is, the
   * others in order from U+0100.
   */
  private static String symbols(byte[] bytes) {
    StringBuilder symbols = new StringBuilder();
    for (byte each : bytes) {
      symbols.append(SYMBOLS.charAt(each & 0xff));
    }
    return symbols.toString();
  }

  private static String symbolsOfAllBytes() {
    StringBuilder symbols = new StringBuilder();
    char next = 0x100;
    for (char each = 0; each < 256; each++) {
      boolean visible =
          (each >= '!' && each <= '~') || (each >= 0xa1 && each <= 0xff && each != 0xad);
      symbols.append(visible ? each : next++);
    }
    return symbols.toString();
  }
}
