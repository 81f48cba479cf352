/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.Document;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * A way to spoil a text, to see whether scores, a criterion or a study notice.
 *
 * @since 0.1
 */
public enum Damage {
  /** All words in random order; spaces and line ends stay. */
  SHUFFLED_WORDS(Scrambling::words),
  /** All characters but line ends in random order. */
  SHUFFLED_CHARACTERS(Scrambling::characters),
  /** One paragraph, of the text or a common notice, again and again to the length of the text. */
  REPEATED_BOILERPLATE(Garbage::boilerplate),
  /** Base64 of the compressed text or of random bytes, with or without a header and line ends. */
  BASE64(Garbage::base64),
  /** The words between random nested tags, not all closed, with scripts and styles. */
  HTML_SOUP(Garbage::htmlSoup),
  /** 5% of the characters misread, as optical character recognition does. */
  OCR_05((text, random) -> Misreading.ocr(text, 0.05, random)),
  /** 15% of the characters misread, as optical character recognition does. */
  OCR_15((text, random) -> Misreading.ocr(text, 0.15, random)),
  /** 30% of the characters misread, as optical character recognition does. */
  OCR_30((text, random) -> Misreading.ocr(text, 0.30, random)),
  /** Advertising phrases mixed with the text's frequent words. */
  KEYWORD_SPAM(Garbage::keywordSpam),
  /** A random piece of 4 to 20%, cut anywhere. */
  TRUNCATED(Scrambling::truncated),
  /** Bytes of UTF-8 read in another encoding, at times twice. */
  MOJIBAKE(Misreading::mojibake),
  /** Lines of made-up logs with words of the text. */
  LOG_DUMP(Garbage::logDump),
  /** 1 to 6% of the words dropped, swapped, repeated or changed. */
  NEAR_DUPLICATE(Scrambling::nearDuplicate);

  @SuppressWarnings("ImmutableEnumChecker") // functions without state
  private final BiFunction<String, Random, String> spoil;

  Damage(BiFunction<String, Random, String> spoil) {
    this.spoil = spoil;
  }

  /**
   * The spoiled text: well-formed Unicode, the same for the same text and seed. A text too short or
   * too plain to be spoiled this way comes back as it is; an empty one always does. Cost: linear in
   * the text.
   */
  public String apply(String text, long seed) {
    return text.isEmpty() ? text : wellFormed(spoil.apply(wellFormed(text), new Random(seed)));
  }

  /** In words, such as {@code shuffled words}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** As documents are: without halves of surrogate pairs. */
  private static String wellFormed(String text) {
    return Document.of("", text).text();
  }
}
