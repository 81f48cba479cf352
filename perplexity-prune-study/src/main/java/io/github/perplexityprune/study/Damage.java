/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/**
 * A way to spoil a text, to see whether scores, a criterion or a study notice.
 *
 * @since 0.1
 */
public enum Damage {
  /** All words in random order; spaces and line ends stay. */
  SHUFFLED_WORDS,
  /** All characters but line ends in random order. */
  SHUFFLED_CHARACTERS,
  /** One paragraph, of the text or a common notice, again and again to the length of the text. */
  REPEATED_BOILERPLATE,
  /** Base64 of the compressed text or of random bytes, with or without a header and line ends. */
  BASE64,
  /** The words between random nested tags, not all closed, with scripts and styles. */
  HTML_SOUP,
  /** 5% of the characters misread as optical character recognition does. */
  OCR_05,
  /** 15% of the characters misread as optical character recognition does. */
  OCR_15,
  /** 30% of the characters misread as optical character recognition does. */
  OCR_30,
  /** Advertising phrases mixed with the text's frequent words. */
  KEYWORD_SPAM,
  /** A random piece of 4 to 20%, cut anywhere. */
  TRUNCATED,
  /** Bytes of UTF-8 read as another encoding, at times twice. */
  MOJIBAKE,
  /** Lines of made-up logs with words of the text. */
  LOG_DUMP,
  /** 1 to 6% of the words dropped, swapped, repeated or changed. */
  NEAR_DUPLICATE;

  /**
   * The spoiled text: well-formed Unicode, the same for the same text and seed. A text too short or
   * too plain to be spoiled this way comes back as it is; an empty one always does.
   */
  public String apply(String text, long seed) {
    if (text.isEmpty()) {
      return text;
    }
    throw new UnsupportedOperationException("follows: " + seed);
  }
}
