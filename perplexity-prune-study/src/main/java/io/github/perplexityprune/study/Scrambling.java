/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damage that keeps a text's own words or characters. */
final class Scrambling {
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final int SHORTEST_PIECE = 60;
  private static final int LONGEST_PIECE = 1500;

  private Scrambling() {}

  static List<String> wordsOf(String text) {
    return WORD.matcher(text).results().map(match -> match.group()).toList();
  }

  static String words(String text, Random random) {
    List<String> words = new ArrayList<>(wordsOf(text));
    Collections.shuffle(words, random);
    Iterator<String> next = words.iterator();
    return WORD.matcher(text).replaceAll(match -> Matcher.quoteReplacement(next.next()));
  }

  static String characters(String text, Random random) {
    Predicate<String> moves = character -> !character.equals("\n") && !character.equals("\r");
    List<String> characters = text.codePoints().mapToObj(Character::toString).toList();
    List<String> shuffled = new ArrayList<>(characters.stream().filter(moves).toList());
    Collections.shuffle(shuffled, random);
    Iterator<String> next = shuffled.iterator();
    return characters.stream()
        .map(character -> moves.test(character) ? next.next() : character)
        .collect(joining());
  }

  static String truncated(String text, Random random) {
    double share = 0.04 + 0.16 * random.nextDouble();
    int length = (int) (share * text.length());
    length = Math.min(text.length(), Math.max(SHORTEST_PIECE, Math.min(LONGEST_PIECE, length)));
    int start = random.nextInt(text.length() - length + 1);
    return text.substring(start, start + length);
  }

  static String nearDuplicate(String text, Random random) {
    double share = 0.01 + 0.05 * random.nextDouble();
    List<String> words = wordsOf(text);
    if (words.isEmpty()) {
      return text;
    }
    int certain = random.nextInt(words.size()); // short texts change too
    int[] index = {0};
    return WORD.matcher(text)
        .replaceAll(
            match -> {
              int i = index[0]++;
              return Matcher.quoteReplacement(
                  i == certain || random.nextDouble() < share
                      ? changed(match.group(), words.get(random.nextInt(words.size())), random)
                      : match.group());
            });
  }

  private static String changed(String word, String other, Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> word + " " + word;
      case 2 -> other.equals(word) ? word + "s" : other;
      default ->
          word.chars().anyMatch(Character::isDigit)
              ? word.replaceAll("[0-9]", Integer.toString(random.nextInt(10))) + "0"
              : other + " " + word;
    };
  }
}
