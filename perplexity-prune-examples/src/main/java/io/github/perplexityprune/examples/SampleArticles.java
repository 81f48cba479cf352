/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Short made-up articles for the examples; one in ten has its characters shuffled. */
final class SampleArticles {
  private static final List<String> PLACES = List.of("harbour", "market", "valley", "station");
  private static final List<String> WEATHERS = List.of("rain", "sunshine", "fog", "a light wind");
  private static final List<String> DISHES = List.of("soup", "bread", "pancakes", "a salad");
  private static final int SENTENCES = 8;
  private static final int DAMAGED_ONE_IN = 10;

  private SampleArticles() {}

  /** So many articles of two domains; the same ones on every call. */
  static List<Article> of(int count) {
    Random random = new Random(0);
    return IntStream.range(0, count).mapToObj(number -> article(number, random)).toList();
  }

  private static Article article(int number, Random random) {
    boolean weather = random.nextBoolean();
    List<String> sentences = new ArrayList<>();
    for (int i = 0; i < SENTENCES; i++) {
      sentences.add(weather ? weather(random) : recipe(random));
    }
    String text = String.join(" ", sentences);
    return new Article(
        Integer.toString(number),
        weather ? "weather" : "recipes",
        number % DAMAGED_ONE_IN == 0 ? Damage.SHUFFLED.apply(text, random) : text);
  }

  private static String weather(Random random) {
    return "Expect %s at the %s with %d degrees by noon."
        .formatted(any(WEATHERS, random), any(PLACES, random), random.nextInt(30));
  }

  private static String recipe(Random random) {
    return "Stir the %s for %d minutes and serve it with %s."
        .formatted(any(DISHES, random), 1 + random.nextInt(30), any(DISHES, random));
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }
}
