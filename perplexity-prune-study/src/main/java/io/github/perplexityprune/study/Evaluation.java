/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.reference.ReferenceModel;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A model's answers to tasks.
 *
 * <pre>{@code
 * Evaluation evaluation = Evaluation.of(model, TaskFiles.read(folder));
 * evaluation.scorecard().average(Metric.ACCURACY);
 * }</pre>
 *
 * @param tasks its answers, one entry a task
 * @since 0.1
 */
public record Evaluation(List<TaskResult> tasks) {
  /** Copies the answers. */
  public Evaluation {
    tasks = List.copyOf(tasks);
  }

  /**
   * Asks a model every question. Cost: a pass over context and text of every continuation; a
   * completion is scored with its aliases and, to compare it with, up to 3 targets of other items
   * of its task. Equal continuations of a task are scored once.
   *
   * @throws CancellationException if the thread is interrupted; its interrupt flag stays set
   */
  public static Evaluation of(ReferenceModel model, List<? extends EvaluationTask> tasks) {
    return new Evaluation(tasks.stream().map(task -> new TaskScoring(model, task).run()).toList());
  }

  /** What the answers come to. */
  public Scorecard scorecard() {
    return new Scorecard(tasks.stream().map(TaskResult::score).toList());
  }
}
