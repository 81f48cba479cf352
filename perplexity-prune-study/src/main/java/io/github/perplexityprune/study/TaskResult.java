/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A model's answers to one task.
 *
 * @param name of the task
 * @param category of the task
 * @param chance expected accuracy of guessing, in [0, 1)
 * @param items its answers, in the order of the task
 * @since 0.1
 */
public record TaskResult(String name, String category, double chance, List<ItemResult> items) {
  /** Copies the answers. */
  public TaskResult {
    items = List.copyOf(items);
  }

  /** What the answers come to. */
  public TaskScore score() {
    return new TaskScore(
        name,
        category,
        items.size(),
        chance,
        mean(item -> item.isCorrect() ? 1 : 0),
        mean(ItemResult::margin),
        mean(ItemResult::negativeLogLikelihood));
  }

  private double mean(ToDoubleFunction<ItemResult> quantity) {
    return items.stream().mapToDouble(quantity).sum() / items.size();
  }
}
