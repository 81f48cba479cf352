/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import java.util.List;

/**
 * A set of questions that shows what a model can do. {@link TaskFiles} reads them; other sources of
 * questions implement this or call {@link #of}.
 *
 * @since 0.1
 */
public interface EvaluationTask {

  /** The task's name, such as {@code hellaswag}; unique within a study. */
  String name();

  /** What the task is about. Scores are averaged within categories, then over them. */
  String category();

  /** The questions: at least 2, always the same in the same order. */
  List<EvaluationItem> items();

  /**
   * A task that is held in memory.
   *
   * @throws IllegalArgumentException if there are fewer than 2 items, or two of one id
   */
  static EvaluationTask of(String name, String category, List<? extends EvaluationItem> items) {
    return new ListedTask(name, category, List.copyOf(items));
  }
}
