/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyResumptionTests {
  @TempDir Path folder;

  /** Remembers the final models that are trained, and fails before one. */
  private static final class Watch implements StudyListener {
    private final List<String> started = new ArrayList<>();
    private final int last;

    Watch(int last) {
      this.last = last;
    }

    @Override
    public void cellStarted(Arm arm, int seed, int finished, int count) {
      if (started.size() == last) {
        throw new IllegalStateException("killed");
      }
      started.add(seed + " " + arm);
    }
  }

  private static Watch watch() {
    return new Watch(Integer.MAX_VALUE);
  }

  @Test
  void aStudyThatWasCutOffGoesOnToTheSameBytes() throws IOException {
    StudyTrial.study(folder.resolve("whole")).run();
    Path cut = folder.resolve("cut");
    assertThatThrownBy(() -> StudyTrial.study(cut).listener(new Watch(5)).run())
        .hasMessage("killed");
    Watch rest = watch();

    StudyTrial.study(cut).listener(rest).run();

    assertThat(rest.started).hasSize(7).startsWith("2 random(0.5)");
    for (String name :
        List.of(StudyResult.JSON_FILE, StudyResult.CELLS_FILE, StudyResult.ITEMS_FILE)) {
      assertThat(cut.resolve(name)).hasSameBinaryContentAs(folder.resolve("whole").resolve(name));
    }
  }

  @Test
  void aFinishedStudyTrainsNothingAgain() {
    String first = StudyTrial.study(folder).run().toString();
    Watch watch = watch();

    String second = StudyTrial.study(folder).listener(watch).run().toString();

    assertThat(watch.started).isEmpty();
    assertThat(second).isEqualTo(first);
  }

  @Test
  void seedsAndCriteriaMayBeAddedLater() {
    StudyTrial.study(folder).run();
    Watch watch = watch();

    StudyResult more =
        StudyTrial.study(folder).criterion(medium(0.5)).seeds(4).listener(watch).run();

    assertThat(watch.started)
        .containsExactly(
            "1 medium(0.5)",
            "2 medium(0.5)",
            "3 medium(0.5)",
            "4 none",
            "4 random(0.5)",
            "4 low(0.5)",
            "4 high(0.5)",
            "4 medium(0.5)");
    assertThat(more.cells()).hasSize(20);
  }

  @Test
  void anotherStudyInTheSameFolderIsRefused() {
    StudyTrial.study(folder).seeds(1).run();

    assertThatThrownBy(() -> StudyTrial.study(folder).checkpoints(1).seeds(1).run())
        .isInstanceOf(StudyFolderException.class)
        .hasMessage(
            "the folder of a study must be empty or hold the same study, but that in '"
                + folder
                + "' has checkpoints '3' and not '1'; use another folder, or delete it");
  }

  @Test
  void aDamagedCellIsRefusedByName() throws IOException {
    StudyTrial.study(folder).seeds(1).run();
    Path cell;
    try (Stream<Path> cells = Files.list(folder.resolve("cells"))) {
      cell = cells.sorted().findFirst().orElseThrow();
    }
    Files.writeString(cell, Files.readString(cell).substring(0, 100));

    assertThatThrownBy(() -> StudyTrial.study(folder).seeds(1).run())
        .isInstanceOf(StudyFolderException.class)
        .hasMessageStartingWith("'" + cell + "' must be whole, but is damaged");
  }

  @Test
  void interruptingCancelsAndWhatIsFinishedStays() {
    StudyListener interrupting =
        new StudyListener() {
          @Override
          public void cellFinished(CellResult result) {
            Thread.currentThread().interrupt();
          }
        };

    assertThatThrownBy(() -> StudyTrial.study(folder).listener(interrupting).run())
        .isInstanceOf(CancellationException.class);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(StudyTrial.study(folder).forecast().finishedCellCount()).isEqualTo(1);
  }
}
