/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ContextWindows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.stream.Stream;

/**
 * A saved bigram model: a folder with one text file of a format line, the stride, the training
 * report, the counts and an end line.
 */
final class BigramCheckpoint {
  private static final String FILE = "bigram.txt";
  private static final String FORMAT = "perplexity-prune bigram model, format 1";
  private static final String UNSET = "unset";
  private static final String END = "end";

  private BigramCheckpoint() {}

  static void save(
      Path folder, BigramCounts counts, ContextWindows windows, TrainingReport training) {
    if (isOccupied(folder)) {
      throw new CheckpointException(
          folder
              + " must not have files in it to save a reference model there; choose another folder");
    }
    List<String> lines = new ArrayList<>();
    lines.add(FORMAT);
    lines.add(word(windows.stride()));
    lines.add(word(windows.prefixToken()));
    lines.addAll(TrainingReportText.lines(training));
    counts.forEach((previous, next, count) -> lines.add(previous + " " + next + " " + count));
    lines.add(END);
    try {
      Files.createDirectories(folder);
      Path incomplete = Files.write(folder.resolve(FILE + ".incomplete"), lines);
      Files.move(incomplete, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CheckpointException(
          "the reference model cannot be saved to " + folder + ": " + e, e);
    }
  }

  private static String word(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : UNSET;
  }

  private static OptionalInt number(String word) {
    return word.equals(UNSET) ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(word));
  }

  private static boolean isOccupied(Path folder) {
    if (!Files.exists(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    } catch (IOException | UncheckedIOException e) {
      return true;
    }
  }

  static ReferenceModel load(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return parse(new ArrayDeque<>(Files.readAllLines(file)));
    } catch (IOException | RuntimeException e) {
      throw new CheckpointException(
          file + " must be a whole saved bigram model, but cannot be read: " + e, e);
    }
  }

  private static ReferenceModel parse(Queue<String> lines) {
    String format = lines.remove();
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException(
          "its first line must be '" + FORMAT + "', but is '" + format + "'");
    }
    ContextWindows windows = new ContextWindows(number(lines.remove()), number(lines.remove()));
    TrainingReport training = TrainingReportText.parse(lines);
    BigramCounts counts = new BigramCounts(training.training().seed());
    for (String line = lines.remove(); !line.equals(END); line = lines.remove()) {
      String[] numbers = line.split(" ", 3);
      counts.add(
          Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Long.parseLong(numbers[2]));
    }
    return new BigramReferenceModel(counts, windows, training);
  }
}
