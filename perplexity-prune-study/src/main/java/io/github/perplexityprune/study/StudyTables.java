/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import java.util.List;

/** A study's final models and answers as comma-separated values (RFC 4180). */
final class StudyTables {
  private StudyTables() {}

  /** A line a checkpoint and task, the end of training included. */
  static String cells(List<CellResult> cells) {
    StringBuilder csv =
        new StringBuilder(
            "arm,seed,tokens,task,category,items,chance,accuracy,normalised_accuracy,margin,"
                + "negative_log_likelihood\n");
    for (CellResult cell : cells) {
      for (Checkpoint checkpoint : cell.checkpoints()) {
        for (TaskScore task : checkpoint.scorecard().tasks()) {
          line(
              csv,
              cell.arm(),
              cell.seed(),
              checkpoint.tokens(),
              task.name(),
              task.category(),
              task.itemCount(),
              task.chance(),
              task.accuracy(),
              task.normalisedAccuracy(),
              task.margin(),
              task.negativeLogLikelihood());
        }
      }
    }
    return csv.toString();
  }

  /** A line a model and question, at the end of training. */
  static String items(List<CellResult> cells) {
    StringBuilder csv =
        new StringBuilder("arm,seed,task,item,correct,margin,negative_log_likelihood\n");
    for (CellResult cell : cells) {
      for (TaskResult task : cell.tasks()) {
        for (ItemResult item : task.items()) {
          line(
              csv,
              cell.arm(),
              cell.seed(),
              task.name(),
              item.id(),
              item.isCorrect() ? 1 : 0,
              item.margin(),
              item.negativeLogLikelihood());
        }
      }
    }
    return csv.toString();
  }

  private static void line(StringBuilder csv, Object... values) {
    String separator = "";
    for (Object value : values) {
      csv.append(separator).append(quoted(value.toString()));
      separator = ",";
    }
    csv.append('\n');
  }

  private static String quoted(String text) {
    boolean isPlain = text.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
