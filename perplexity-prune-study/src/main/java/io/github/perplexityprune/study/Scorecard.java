/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model's scores on tasks.
 *
 * @param tasks one score a task
 * @since 0.1
 */
public record Scorecard(List<TaskScore> tasks) {
  /** Copies the scores. */
  public Scorecard {
    tasks = List.copyOf(tasks);
  }

  /** The mean over the tasks of each category, in the order in which categories first appear. */
  public Map<String, Double> categories(Metric metric) {
    return Collections.unmodifiableMap(
        tasks.stream()
            .collect(
                groupingBy(TaskScore::category, LinkedHashMap::new, averagingDouble(metric::of))));
  }

  /** The mean over the categories: the number that models are compared by. */
  public double average(Metric metric) {
    return categories(metric).values().stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow(() -> new IllegalStateException("a scorecard without tasks has no average"));
  }
}
