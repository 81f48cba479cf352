/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.spi.ReferenceEngine;
import io.github.perplexityprune.spi.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where a training can be cut off and go on: a folder for the finished model, and until that is
 * there, one beside it for the engine's state.
 */
final class TrainingFolder {
  private final Path model;
  private final Path state;

  private TrainingFolder(Path model) {
    this.model = model;
    this.state = model.resolveSibling(model.getFileName() + ".training");
  }

  /** The folder of one of a split's models. */
  static TrainingFolder of(Path folder, ReferenceSplit split, int fold) {
    Path absolute = folder.toAbsolutePath().normalize();
    return new TrainingFolder(
        split.modelCount() == 1 ? absolute : absolute.resolve("fold-" + fold));
  }

  /** Where the engine keeps its state. */
  Path state() {
    return state;
  }

  /** Opens the model if it is finished, otherwise trains and saves it. */
  ReferenceModel train(ReferenceEngine engine, TrainingTask task) {
    if (isFinished()) {
      return open(
          engine,
          task,
          report -> requireSame("digest of the texts", report.textsDigest(), task.textsDigest()));
    }
    ReferenceModel trained = engine.train(task);
    try {
      publish(trained);
      deleteState();
      return trained;
    } catch (RuntimeException | Error e) {
      trained.close();
      throw e;
    }
  }

  /** Opens the model if it is finished, whatever texts it was trained on. */
  Optional<ReferenceModel> finished(ReferenceEngine engine, TrainingTask task) {
    return isFinished() ? Optional.of(open(engine, task, report -> {})) : Optional.empty();
  }

  private ReferenceModel open(
      ReferenceEngine engine, TrainingTask task, Consumer<TrainingReport> check) {
    ReferenceModel finished = engine.load(model, task.device());
    try {
      check.accept(reportOfSameRecipe(finished, task));
      deleteState(); // the process may have ended between the two
      return finished.withWindows(task.windows());
    } catch (RuntimeException | Error e) {
      finished.close();
      throw e;
    }
  }

  /** Saves within the state first: what a killed process leaves of it is deleted with that. */
  private void publish(ReferenceModel trained) {
    Path whole = state.resolve("model");
    try {
      delete(whole);
      Files.createDirectories(state);
      trained.save(whole);
      Files.move(whole, model, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CheckpointException(
          "the reference model cannot be saved to " + model + ": " + e, e);
    }
  }

  private boolean isFinished() {
    try (Stream<Path> files = Files.list(model)) {
      return files.findAny().isPresent();
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new CheckpointException(
          model + " must be a folder that can be read and written, but cannot be listed: " + e, e);
    }
  }

  private TrainingReport reportOfSameRecipe(ReferenceModel finished, TrainingTask task) {
    TrainingReport report =
        finished
            .training()
            .orElseThrow(
                () -> another("it does not say how it was trained; load it instead of training"));
    requireSame("shape", report.model(), task.model());
    requireSame("training configuration", report.training(), task.training());
    requireSame("split", report.split(), task.split());
    requireSame("fold", report.fold(), task.fold());
    return report;
  }

  private void requireSame(String what, Object there, Object here) {
    if (!Objects.equals(there, here)) {
      throw another("its " + what + " is " + there + ", and this training's is " + here);
    }
  }

  private CheckpointException another(String difference) {
    return new CheckpointException(
        model
            + " must be empty or hold the model of this very training, but holds another: "
            + difference
            + "; choose another folder, or delete it");
  }

  private void deleteState() {
    try {
      delete(state);
    } catch (IOException e) {
      throw new CheckpointException(state + " is no longer needed but cannot be deleted: " + e, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
