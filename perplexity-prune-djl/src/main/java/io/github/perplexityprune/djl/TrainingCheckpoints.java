/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.djl.TrainingState.Position;
import io.github.perplexityprune.reference.Precision;
import io.github.perplexityprune.spi.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Keeps the latest state of a training in a folder, if it has one. */
final class TrainingCheckpoints {
  /** Writing states takes at most about one part in so many of the time. */
  private static final long LEAST_TIME_BETWEEN = 50;

  private final Optional<TrainingTask.Checkpoints> where;
  private final String task;
  private long due;

  TrainingCheckpoints(TrainingTask task, Precision precision) {
    this(task.checkpoints(), identity(task, precision));
  }

  private TrainingCheckpoints(Optional<TrainingTask.Checkpoints> where, String task) {
    this.where = where;
    this.task = task;
    where.ifPresent(kept -> due = System.nanoTime() + kept.interval().toNanos());
  }

  /** Keeps nothing. */
  static TrainingCheckpoints none() {
    return new TrainingCheckpoints(Optional.empty(), "");
  }

  /** Everything that the weights depend on, in words. */
  private static String identity(TrainingTask task, Precision precision) {
    return String.join(
        ", ",
        task.model().toString(),
        task.training().toString(),
        task.split().toString(),
        precision.toString(),
        "fold " + task.fold(),
        "texts " + task.textsDigest());
  }

  private static Path file(TrainingTask.Checkpoints kept) {
    return kept.folder().resolve("state.safetensors");
  }

  /** The state to go on from; the caller closes it. */
  Optional<TrainingState> latest() {
    return where
        .map(TrainingCheckpoints::file)
        .filter(Files::exists)
        .map(file -> TrainingState.open(file, task));
  }

  /** Keeps a state if the last is old enough. */
  void offer(Position position, Decoder decoder, OptimizerState optimizer) {
    if (where.isPresent() && System.nanoTime() >= due) {
      save(position, decoder, optimizer);
    }
  }

  /** Keeps a state; it replaces the one before when it is whole. */
  void save(Position position, Decoder decoder, OptimizerState optimizer) {
    if (where.isEmpty()) {
      return;
    }
    long start = System.nanoTime();
    TrainingTask.Checkpoints kept = where.get();
    Path file = file(kept);
    Path partial = file.resolveSibling("state.partial");
    try {
      Files.createDirectories(kept.folder());
      Files.deleteIfExists(partial);
      TrainingState.write(partial, task, position, decoder, optimizer);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CheckpointException(
          "the state of the training cannot be kept in "
              + kept.folder()
              + ": "
              + e
              + "; make room or choose another folder, and begin again to go on",
          e);
    }
    long now = System.nanoTime();
    due = now + Math.max(kept.interval().toNanos(), LEAST_TIME_BETWEEN * (now - start));
  }

  /** Says where a state is kept, for messages. */
  @Override
  public String toString() {
    return where
        .filter(kept -> Files.exists(file(kept)))
        .map(kept -> file(kept).toString())
        .orElse("none");
  }
}
