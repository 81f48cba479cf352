/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Comparator.comparingLong;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.github.perplexityprune.internal.Hashes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A task in memory. */
record ListedTask(String name, String category, List<EvaluationItem> items)
    implements EvaluationTask {
  private static final long DRAW_SEED = 1;

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

  /** At most so many items of a task, drawn by a hash of their ids, in their order. */
  static EvaluationTask drawn(EvaluationTask task, int maximumItems) {
    List<EvaluationItem> items = task.items();
    if (items.size() > maximumItems) {
      Set<EvaluationItem> drawn =
          items.stream()
              .sorted(comparingLong(item -> Hashes.mix(Hashes.of(item.id()), DRAW_SEED)))
              .limit(maximumItems)
              .collect(toSet());
      items = items.stream().filter(drawn::contains).toList();
    }
    return new ListedTask(task.name(), task.category(), items);
  }
}
