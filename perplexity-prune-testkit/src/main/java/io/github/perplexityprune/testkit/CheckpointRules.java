/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.score.ContextWindows;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What saving and loading must do. */
abstract class CheckpointRules {
  private final EngineTrial trial;

  @TempDir Path parent;

  CheckpointRules(EngineTrial trial) {
    this.trial = trial;
  }

  private ReferenceModel load(Path folder) {
    return trial.engine().load(folder, trial.device());
  }

  private void assertRefusesToLoad(Path folder) {
    assertThatThrownBy(() -> load(folder).close())
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(folder.toString());
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("keeps the fingerprint and every score exactly")
  void keepsScores() {
    Path folder = parent.resolve("model");

    trial.trained().save(folder);

    try (ReferenceModel loaded = load(folder)) {
      assertThat(loaded.fingerprint()).isEqualTo(trial.trained().fingerprint());
      assertThat(RecordedOutcomes.of(loaded, EngineTrial.documents()).scores())
          .isEqualTo(RecordedOutcomes.of(trial.trained(), EngineTrial.documents()).scores());
    }
  }

  @Test
  @DisplayName("keeps the shape and the training report")
  void keepsTheTrainingReport() {
    Path folder = parent.resolve("model");

    trial.trained().save(folder);

    try (ReferenceModel loaded = load(folder)) {
      assertThat(loaded.training()).isPresent().isEqualTo(trial.trained().training());
      assertThat(loaded.contextLength()).isEqualTo(trial.trained().contextLength());
      assertThat(loaded.parameterCount()).isEqualTo(trial.trained().parameterCount());
    }
  }

  @Test
  @DisplayName("keeps the window policy")
  void keepsWindows() {
    Path folder = parent.resolve("model");
    ContextWindows windows = ContextWindows.strided(5).after(65);
    ReferenceModel strided = trial.trained().withWindows(windows);

    strided.save(folder);

    try (ReferenceModel loaded = load(folder)) {
      assertThat(loaded.windows()).isEqualTo(windows);
      assertThat(loaded.fingerprint()).isEqualTo(strided.fingerprint());
    }
  }

  @Test
  @DisplayName("can save a loaded model again")
  void savesWhatItLoaded() {
    Path first = parent.resolve("first");
    Path second = parent.resolve("second");
    trial.trained().save(first);

    try (ReferenceModel loaded = load(first)) {
      loaded.save(second);
    }

    try (ReferenceModel again = load(second)) {
      assertThat(again.fingerprint()).isEqualTo(trial.trained().fingerprint());
    }
  }

  @Test
  @DisplayName("takes an empty folder and leaves nothing beside it")
  void takesAnEmptyFolder() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("empty"));

    trial.trained().save(folder);

    load(folder).close();
    assertThat(list(parent)).containsExactly(folder);
  }

  @Test
  @DisplayName("refuses to save into a folder with files in it, and leaves them as they are")
  void refusesOccupiedFolders() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("occupied"));
    Path file = Files.writeString(folder.resolve("notes.txt"), "dear to me");

    assertThatThrownBy(() -> trial.trained().save(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(folder.toString());
    assertThat(file).hasContent("dear to me");
    assertThat(list(folder)).containsExactly(file);
    assertThat(list(parent)).containsExactly(folder);
  }

  @Test
  @DisplayName("refuses to save over a saved model")
  void refusesToOverwrite() {
    Path folder = parent.resolve("model");
    trial.trained().save(folder);

    assertThatThrownBy(() -> trial.trained().save(folder))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(folder.toString());
    load(folder).close();
  }

  @Test
  @DisplayName("refuses to load a folder that does not exist")
  void refusesMissingFolders() {
    assertRefusesToLoad(parent.resolve("missing"));
  }

  @Test
  @DisplayName("refuses to load a folder without a model")
  void refusesFoldersWithoutModel() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("other"));
    Files.writeString(folder.resolve("notes.txt"), "no model");

    assertRefusesToLoad(folder);
  }

  @Test
  @DisplayName("refuses to load a file")
  void refusesFiles() throws IOException {
    assertRefusesToLoad(Files.writeString(parent.resolve("file"), "no folder"));
  }

  @Test
  @DisplayName("refuses to load a model whose weights are cut off")
  void refusesTruncatedWeights() throws IOException {
    Path folder = parent.resolve("model");
    trial.trained().save(folder);
    Path weights =
        list(folder).max(Comparator.comparingLong(file -> file.toFile().length())).orElseThrow();
    long size = Files.size(weights);

    for (long length : List.of(size - 8, size / 2, 0L)) {
      try (RandomAccessFile file = new RandomAccessFile(weights.toFile(), "rw")) {
        file.setLength(length);
      }

      assertRefusesToLoad(folder);
    }
  }
}
