/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Damage by reading a text wrongly. */
final class Misreading {
  private static final Map<Character, String> LOOK_ALIKE =
      Map.ofEntries(
          Map.entry('a', "o"),
          Map.entry('b', "h"),
          Map.entry('c', "e"),
          Map.entry('d', "cl"),
          Map.entry('e', "c"),
          Map.entry('f', "t"),
          Map.entry('g', "q"),
          Map.entry('h', "b"),
          Map.entry('i', "l"),
          Map.entry('l', "1"),
          Map.entry('m', "rn"),
          Map.entry('n', "u"),
          Map.entry('o', "0"),
          Map.entry('r', "v"),
          Map.entry('s', "5"),
          Map.entry('t', "f"),
          Map.entry('u', "ii"),
          Map.entry('v', "y"),
          Map.entry('w', "vv"),
          Map.entry('B', "8"),
          Map.entry('I', "l"),
          Map.entry('O', "0"),
          Map.entry('S', "5"),
          Map.entry('0', "O"),
          Map.entry('1', "l"),
          Map.entry('5', "S"),
          Map.entry('.', ","),
          Map.entry(',', "."));

  private static final String SPECKS = ".,'`~^*-_|";

  /** Of every Java platform, or of its module {@code jdk.charsets}. */
  private static final List<String> WRONG_CHARSETS =
      List.of("windows-1252", "IBM437", "x-MacRoman");

  private Misreading() {}

  /** Each character is hit with a probability: most become look-alikes, some vanish, some come. */
  static String ocr(String text, double share, Random random) {
    StringBuilder read = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (random.nextDouble() < share) {
                misread(character, read, random);
              } else {
                read.appendCodePoint(character);
              }
            });
    return read.toString();
  }

  private static void misread(int character, StringBuilder read, Random random) {
    char speck = SPECKS.charAt(random.nextInt(SPECKS.length()));
    double kind = random.nextDouble();
    if (Character.isWhitespace(character)) {
      read.append(kind < 0.7 ? "" : "\n");
    } else if (kind < 0.68) {
      String original = Character.toString(character);
      read.append(
          character <= Character.MAX_VALUE
              ? LOOK_ALIKE.getOrDefault((char) character, original.equals("#") ? "H" : "#")
              : "#");
    } else if (kind < 0.82) {
      return; // not seen at all
    } else if (kind < 0.92) {
      read.append(speck);
    } else {
      read.appendCodePoint(character).append(speck);
    }
  }

  /** Plain ASCII has nothing to be misread, so it gets curly quotes and some accents first. */
  static String mojibake(String text, Random random) {
    String marked =
        text.chars().anyMatch(c -> c > 127)
            ? text
            : text.replace("\"", "\u201d").replace('\'', '\u2019').replace('e', '\u00e9');
    Charset wrong = wrongCharset(random);
    String misread = new String(marked.getBytes(UTF_8), wrong);
    return random.nextInt(4) == 0 ? new String(misread.getBytes(UTF_8), wrong) : misread;
  }

  private static Charset wrongCharset(Random random) {
    int index = random.nextInt(WRONG_CHARSETS.size() + 1);
    return index < WRONG_CHARSETS.size() && Charset.isSupported(WRONG_CHARSETS.get(index))
        ? Charset.forName(WRONG_CHARSETS.get(index))
        : ISO_8859_1;
  }
}
