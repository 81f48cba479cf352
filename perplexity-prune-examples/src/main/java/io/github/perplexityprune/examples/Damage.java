/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Ways to spoil a text, so that a reader can watch spoiled texts being scored and pruned. */
enum Damage {
  /** The same characters in random order. */
  SHUFFLED("shuffled") {
    @Override
    String apply(String text, Random random) {
      List<String> characters = new ArrayList<>();
      text.codePoints().forEach(character -> characters.add(Character.toString(character)));
      Collections.shuffle(characters, random);
      return String.join("", characters);
    }
  },
  /** The bytes of the text in base64, in lines of 76 characters as in e-mail. */
  BASE64("base64") {
    @Override
    String apply(String text, Random random) {
      return Base64.getMimeEncoder().encodeToString(text.getBytes(UTF_8));
    }
  },
  /** The first lines of the text again and again, to the length of the text. */
  REPEATED("repeated boilerplate") {
    @Override
    String apply(String text, Random random) {
      String boilerplate = text.substring(0, Math.min(BOILERPLATE_CHARACTERS, text.length()));
      return boilerplate.repeat(text.length() / boilerplate.length() + 1);
    }
  };

  private static final int BOILERPLATE_CHARACTERS = 400;
  private static final String DOMAIN_PREFIX = "damaged: ";

  private final String phrase;

  Damage(String phrase) {
    this.phrase = phrase;
  }

  /** The spoiled text. */
  abstract String apply(String text, Random random);

  /** A damaged copy, in a domain of its own. */
  Article copy(Article article, Random random) {
    return new Article(article.id() + " (" + phrase + ")", domain(), apply(article.text(), random));
  }

  /** The domain of copies damaged this way. */
  String domain() {
    return DOMAIN_PREFIX + phrase;
  }

  /** Whether documents of a domain are damaged copies. */
  static boolean isDomain(String domain) {
    return domain.startsWith(DOMAIN_PREFIX);
  }
}
