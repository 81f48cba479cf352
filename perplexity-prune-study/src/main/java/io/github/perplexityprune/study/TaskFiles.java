/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * Tasks in files, one file {@code <task>.jsonl} a task, also compressed ({@code .gz}, {@code
 * .zst}), with a JSON object on each line:
 *
 * <ul>
 *   <li>multiple choice: {@code id}, {@code context}, {@code choices} and {@code answer}, the index
 *       of the right choice; a space parts context and choice;
 *   <li>with {@code contexts} and {@code continuation} as well, what is compared is how likely the
 *       continuation is after each context: partial scoring, as for the Winograd schemas;
 *   <li>completion: {@code id}, {@code context} and {@code target}, perhaps with {@code aliases}.
 * </ul>
 *
 * <p>{@code category} says what the task is about. Without it, tasks of the MosaicML evaluation
 * gauntlet have its categories, and others are a category of their own. Other fields are passed
 * over.
 *
 * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al., section 8: the tasks by
 *     category</a>
 * @since 0.1
 */
public final class TaskFiles {
  private TaskFiles() {}

  /**
   * Reads the tasks of a folder, by name, or the one of a file.
   *
   * @throws TaskFileException if there is no task file, or a line is not an item; the message names
   *     file and line
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static List<EvaluationTask> read(Path path) {
    requireNonNull(path, "path");
    throw new UnsupportedOperationException("follows");
  }
}
