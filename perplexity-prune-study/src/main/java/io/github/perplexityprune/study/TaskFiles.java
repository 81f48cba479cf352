/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

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
  private static final Pattern NAME = Pattern.compile("([^.].*)\\.jsonl(\\.gz|\\.zst)?");

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
    List<Path> files = Files.isDirectory(path) ? filesIn(path) : List.of(path);
    if (files.isEmpty()) {
      throw new TaskFileException(
          "tasks must be in files <task>.jsonl, .jsonl.gz or .jsonl.zst, but '"
              + path
              + "' has none");
    }
    return files.stream().map(TaskFiles::task).toList();
  }

  private static List<Path> filesIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(comparing(file -> file.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("listing '" + folder + "'", e);
    }
  }

  private static EvaluationTask task(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new TaskFileException(
          "a task file must be named <task>.jsonl, .jsonl.gz or .jsonl.zst, but is '" + file + "'");
    }
    String task = name.group(1);
    String category = GauntletCategories.of(task);
    List<EvaluationItem> items = new ArrayList<>();
    int number = 0;
    try (BufferedReader lines = open(file, name.group(2))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        TaskLine parsed = TaskLine.parse(line);
        category = parsed.category().orElse(category);
        items.add(parsed.item());
      }
      return EvaluationTask.of(task, category, items);
    } catch (IllegalArgumentException | MalformedInputException e) {
      throw new TaskFileException(file + ", line " + number + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("reading '" + file + "' after line " + number, e);
    }
  }

  private static BufferedReader open(Path file, @Nullable String compression) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    try {
      if (".gz".equals(compression)) {
        bytes = new GZIPInputStream(bytes);
      } else if (".zst".equals(compression)) {
        bytes = new ZstdInputStream(bytes);
      }
      // a decoder that reports, where that of a charset would replace
      return new BufferedReader(new InputStreamReader(bytes, UTF_8.newDecoder()));
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }
}
