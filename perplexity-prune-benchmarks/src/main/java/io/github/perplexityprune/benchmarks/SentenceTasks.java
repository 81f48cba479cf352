/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Questions that a very small model learns to answer, made of documents that nothing is trained on:
 * after 15 words of a text, are these the next 8 words or is it the same with one thing disturbed?
 *
 * <p>Arguments: a {@code .jsonl.zst} file of documents, a folder, and the number of questions of
 * each task. Writes a task file for {@code perplexity-prune study} for each kind of disturbance.
 * The same arguments give the same questions.
 */
public final class SentenceTasks {
  private static final int CONTEXT_WORDS = 15;
  private static final int ASKED_WORDS = 8;
  private static final int MOST_TRIALS = 100;

  private final List<List<String>> documents;
  private final Random random = new Random(1);

  private SentenceTasks(List<List<String>> documents) {
    this.documents = documents;
  }

  /** How a wrong answer is made of the right one. */
  private enum Task {
    WORDS_SHUFFLED(SentenceTasks::shuffled),
    WORDS_SWAPPED(SentenceTasks::wordsSwapped),
    LETTERS_SWAPPED(SentenceTasks::lettersSwapped);

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final BiFunction<List<String>, Random, List<String>> disturb;

    Task(BiFunction<List<String>, Random, List<String>> disturb) {
      this.disturb = disturb;
    }

    private String file() {
      return name().toLowerCase(Locale.ROOT) + ".jsonl";
    }
  }

  /** Writes the task files. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    int count = Integer.parseInt(arguments[2]);
    List<List<String>> documents =
        CorpusText.read(Path.of(arguments[0])).stream()
            .map(document -> List.of(document.text().trim().split("\\s+")))
            .filter(words -> words.size() > 2 * (CONTEXT_WORDS + ASKED_WORDS))
            .toList();
    SentenceTasks tasks = new SentenceTasks(documents);
    for (Task task : Task.values()) {
      Files.write(folder.resolve(task.file()), tasks.questions(task, count));
    }
  }

  private List<String> questions(Task task, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(question(task, i, documents.get(i % documents.size())).toString());
    }
    return lines;
  }

  private JsonObject question(Task task, int number, List<String> words) {
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      int start = CONTEXT_WORDS + random.nextInt(words.size() - CONTEXT_WORDS - ASKED_WORDS);
      List<String> right = words.subList(start, start + ASKED_WORDS);
      List<String> wrong = task.disturb.apply(right, random);
      if (!wrong.equals(right)) {
        int answer = random.nextInt(2);
        JsonArray choices = new JsonArray();
        choices.add(String.join(" ", answer == 0 ? right : wrong));
        choices.add(String.join(" ", answer == 0 ? wrong : right));
        JsonObject question = new JsonObject();
        question.addProperty("id", "q" + number);
        question.addProperty(
            "context", String.join(" ", words.subList(start - CONTEXT_WORDS, start)));
        question.add("choices", choices);
        question.addProperty("answer", answer);
        return question;
      }
    }
    throw new IllegalArgumentException(
        "documents must have words to ask for, but one begins with " + words.subList(0, 5));
  }

  private static List<String> shuffled(List<String> words, Random random) {
    List<String> shuffled = new ArrayList<>(words);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private static List<String> wordsSwapped(List<String> words, Random random) {
    List<String> swapped = new ArrayList<>(words);
    int place = random.nextInt(words.size() - 1);
    Collections.swap(swapped, place, place + 1);
    return swapped;
  }

  /** Two neighbouring letters inside of one word, which has at least four. */
  private static List<String> lettersSwapped(List<String> words, Random random) {
    List<String> swapped = new ArrayList<>(words);
    int place = random.nextInt(words.size());
    String word = words.get(place);
    if (word.length() >= 4) {
      int letter = 1 + random.nextInt(word.length() - 3);
      swapped.set(
          place,
          word.substring(0, letter)
              + word.charAt(letter + 1)
              + word.charAt(letter)
              + word.substring(letter + 2));
    }
    return swapped;
  }
}
