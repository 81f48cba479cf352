/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.study.EvaluationItem.Completion;
import io.github.perplexityprune.study.EvaluationItem.MultipleChoice;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A study small enough for a test: texts of a tiny language, and a model of byte pairs. */
final class StudyTrial {
  static final ReferenceModelConfig MODEL = ReferenceModelConfig.tiny().withContextLength(64);
  private static final List<String> SUBJECTS =
      List.of("the king", "a queen", "the tree", "my brother", "this bird");
  private static final List<String> VERBS = List.of("sees", "likes", "finds", "carries");
  private static final List<String> OBJECTS = List.of("the river", "a stone", "the road", "bread");

  private StudyTrial() {}

  /** Documents of two domains; of one, half of the texts are spoiled. */
  static DocumentSource<Document> corpus(int count) {
    return corpus(count, /* seed= */ 5);
  }

  static DocumentSource<Document> corpus(int count, long seed) {
    Random random = new Random(seed);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int sentence = 0; sentence < 4 + random.nextInt(5); sentence++) {
        text.append(sentence(random)).append(' ');
      }
      boolean isSpoiled = i % 4 == 3;
      documents.add(
          new Document(
              "d" + i,
              isSpoiled ? Damage.SHUFFLED_CHARACTERS.apply(text.toString(), i) : text.toString(),
              i % 2 == 0 ? "even" : "odd"));
    }
    return DocumentSource.of(documents, Document::text)
        .withId(Document::id)
        .withDomain(Document::domain);
  }

  private static String sentence(Random random) {
    return one(SUBJECTS, random) + " " + one(VERBS, random) + " " + one(OBJECTS, random) + ".";
  }

  private static <T> T one(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  /** Two letters have changed places. */
  private static String swapped(String text, Random random) {
    int place = 1 + random.nextInt(text.length() - 3);
    return text.substring(0, place)
        + text.charAt(place + 1)
        + text.charAt(place)
        + text.substring(place + 2);
  }

  static List<EvaluationTask> tasks() {
    Random random = new Random(6);
    List<EvaluationItem> choices = new ArrayList<>();
    List<EvaluationItem> completions = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String context = one(SUBJECTS, random) + " " + one(VERBS, random);
      String right = " " + one(OBJECTS, random) + ".";
      int answer = random.nextInt(2);
      List<Continuation> options = new ArrayList<>();
      options.add(new Continuation(context, swapped(right, random)));
      options.add(answer, new Continuation(context, right));
      choices.add(new MultipleChoice("c" + i, options, answer));
      completions.add(new Completion("t" + i, new Continuation(context, right), List.of()));
    }
    return List.of(
        EvaluationTask.of("order", "language", choices),
        EvaluationTask.of("objects", "knowledge", completions));
  }

  static ReferenceModelTrainer.Builder reference() {
    return ReferenceModelTrainer.builder()
        .model(MODEL)
        .training(training())
        .split(ReferenceSplit.excluded(0.2))
        .engine(new BigramReferenceEngine());
  }

  private static TrainingConfig training() {
    return TrainingConfig.defaultFor(MODEL).withBatchTokens(64, 64);
  }

  /** A study of two criteria with three seeds, to which options may be added. */
  static PruningStudy.Builder study(Path folder) {
    return study(folder, tasks());
  }

  static PruningStudy.Builder study(Path folder, List<EvaluationTask> tasks) {
    return PruningStudy.builder()
        .source(corpus(200))
        .reference(reference().build())
        .model(MODEL)
        .training(training())
        .regime(Regime.tokens(1280))
        .criterion(low(0.5))
        .criterion(high(0.5))
        .tasks(tasks)
        .folder(folder)
        .engine(new BigramReferenceEngine());
  }
}
