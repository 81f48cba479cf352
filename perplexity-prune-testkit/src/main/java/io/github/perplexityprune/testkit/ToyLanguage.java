/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts of a language so small that a tiny model learns it in a second. */
final class ToyLanguage {
  private static final List<String> SUBJECTS =
      List.of("the old king", "a young queen", "the tall tree", "my brother", "this small bird");
  private static final List<String> VERBS =
      List.of("sees", "likes", "finds", "carries", "remembers", "follows");
  private static final List<String> OBJECTS =
      List.of("the river", "a stone", "the long road", "some bread", "the evening light");

  private ToyLanguage() {}

  /** Distinct texts of 4 to 11 sentences; another seed gives other texts. */
  static List<String> texts(int count, long seed) {
    Random random = new Random(seed);
    return Stream.generate(() -> text(random)).distinct().limit(count).toList();
  }

  private static String text(Random random) {
    return Stream.generate(() -> sentence(random))
        .limit(4 + random.nextInt(8))
        .collect(Collectors.joining(" "));
  }

  private static String sentence(Random random) {
    return String.join(" ", one(SUBJECTS, random), one(VERBS, random), one(OBJECTS, random)) + ".";
  }

  private static String one(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  /** The same characters in another order. */
  static String shuffled(String text) {
    List<String> characters = new ArrayList<>(List.of(text.split("")));
    Collections.shuffle(characters, new Random(text.length()));
    return String.join("", characters);
  }
}
