/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Comparator.comparingDouble;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A task in memory. */
record ListedTask(String name, String category, List<EvaluationItem> items)
    implements EvaluationTask {
  private static final Draw DRAW = new Draw(1);

  ListedTask {
    requireNonNull(name, "name");
    requireNonNull(category, "category");
    items = List.copyOf(items);
    if (items.size() < 2) {
      throw new IllegalArgumentException(
          "task '" + name + "' must have at least 2 items, but has " + items.size());
    }
    Set<String> ids = new HashSet<>();
    for (EvaluationItem item : items) {
      if (!ids.add(item.id())) {
        throw new IllegalArgumentException(
            "items of task '"
                + name
                + "' must have different ids, but two are '"
                + item.id()
                + "'");
      }
    }
  }

  /** Tasks of different names, at least one. */
  static List<EvaluationTask> distinct(List<? extends EvaluationTask> tasks) {
    List<EvaluationTask> copy = List.copyOf(tasks);
    if (copy.isEmpty()) {
      throw new IllegalArgumentException("tasks must be at least one, but there is none");
    }
    List<String> names = copy.stream().map(EvaluationTask::name).toList();
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("tasks must have different names, but are " + names);
    }
    return copy;
  }

  /** At most so many items of a task, drawn by a hash of their ids, in their order. */
  static EvaluationTask drawn(EvaluationTask task, int maximumItems) {
    List<EvaluationItem> items = task.items();
    if (items.size() > maximumItems) {
      Set<EvaluationItem> drawn =
          items.stream()
              .sorted(comparingDouble(item -> DRAW.unit(item.id())))
              .limit(maximumItems)
              .collect(toSet());
      items = items.stream().filter(drawn::contains).toList();
    }
    return new ListedTask(task.name(), task.category(), items);
  }
}
