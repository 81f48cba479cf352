/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.internal.Hashes;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.score.ContinuationScore;
import io.github.perplexityprune.study.EvaluationItem.Completion;
import io.github.perplexityprune.study.EvaluationItem.MultipleChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Asks a model the questions of a task.
 *
 * <p>A completion has no wrong answers of its own. Its margin compares the target with the targets
 * of a few other items of the task, so that it measures the answer and not how well the model knows
 * the language: the log-likelihood of the target alone would be a held-out loss.
 */
final class TaskScoring {
  private static final int WRONG_COMPLETIONS = 3;
  private static final int BATCH = 512;

  private final ReferenceModel model;
  private final EvaluationTask task;
  private final List<EvaluationItem> items;
  private final Map<Continuation, ContinuationScore> scores = new HashMap<>();

  TaskScoring(ReferenceModel model, EvaluationTask task) {
    this.model = model;
    this.task = task;
    this.items = task.items();
  }

  TaskResult run() {
    Set<Continuation> asked = new LinkedHashSet<>();
    for (EvaluationItem item : items) {
      asked.addAll(item.continuations());
      if (item instanceof Completion completion) {
        asked.addAll(wrong(completion));
      }
    }
    score(new ArrayList<>(asked));
    double chance = items.stream().mapToDouble(EvaluationItem::chance).sum() / items.size();
    return new TaskResult(
        task.name(), task.category(), chance, items.stream().map(this::result).toList());
  }

  private void score(List<Continuation> asked) {
    for (int from = 0; from < asked.size(); from += BATCH) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("evaluation was cancelled by interrupting its thread");
      }
      List<Continuation> batch = asked.subList(from, Math.min(asked.size(), from + BATCH));
      List<ContinuationScore> scored = model.scoreContinuations(batch);
      for (int i = 0; i < batch.size(); i++) {
        scores.put(batch.get(i), scored.get(i));
      }
    }
  }

  private ItemResult result(EvaluationItem item) {
    return item instanceof MultipleChoice choice ? result(choice) : result((Completion) item);
  }

  private ItemResult result(MultipleChoice item) {
    int chosen = 0;
    double sumOfOthers = 0;
    for (int i = 0; i < item.options().size(); i++) {
      double loss = loss(item.options().get(i));
      chosen = loss < loss(item.options().get(chosen)) ? i : chosen;
      sumOfOthers += i == item.answer() ? 0 : loss;
    }
    double right = loss(item.options().get(item.answer()));
    return new ItemResult(
        item.id(),
        chosen == item.answer(),
        sumOfOthers / (item.options().size() - 1) - right,
        right);
  }

  private ItemResult result(Completion item) {
    double right = loss(item.target());
    return new ItemResult(
        item.id(),
        item.continuations().stream().anyMatch(answer -> scored(answer).greedy()),
        wrong(item).stream().mapToDouble(this::loss).average().orElse(right) - right,
        right);
  }

  /** Targets of other items, from one that a hash of the id draws on. */
  private List<Continuation> wrong(Completion item) {
    Set<Continuation> right = new LinkedHashSet<>(item.continuations());
    Set<Continuation> wrong = new LinkedHashSet<>();
    int start = (int) (Hashes.unit(Hashes.of(item.id())) * items.size());
    for (int i = 0; i < items.size() && wrong.size() < WRONG_COMPLETIONS; i++) {
      if (items.get((start + i) % items.size()) instanceof Completion other) {
        Continuation answer = new Continuation(item.target().context(), other.target().text());
        if (!right.contains(answer)) {
          wrong.add(answer);
        }
      }
    }
    return List.copyOf(wrong);
  }

  private double loss(Continuation continuation) {
    return scored(continuation).meanNegativeLogLikelihood();
  }

  private ContinuationScore scored(Continuation continuation) {
    ContinuationScore score = scores.get(continuation);
    if (score == null) {
      throw new IllegalStateException("items of task '" + task.name() + "' must not change");
    }
    return score;
  }
}
