/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyForecastTests {
  @TempDir Path folder;

  @Test
  void theForecastOfANewStudyIsCloseToWhatItDoes() {
    StudyForecast forecast = StudyTrial.study(folder).forecast();

    StudyResult result = StudyTrial.study(folder).run();

    assertThat(forecast.cellCount()).isEqualTo(result.cells().size());
    assertThat(forecast.finishedCellCount()).isZero();
    assertThat(forecast.tokenCount()).isEqualTo(1280);
    assertThat(forecast.arms())
        .extracting(arm -> arm.arm().name())
        .containsExactly("none", "random(0.5)", "low(0.5)", "high(0.5)");
    for (StudyForecast.ArmForecast arm : forecast.arms()) {
      assertThat(arm.passes())
          .isCloseTo(result.arm(arm.arm().name()).passes(), within(0.25 * arm.passes()));
    }
    assertThat(forecast.trainingOperations()).isEqualTo(12 * result.cost().finalTraining());
    assertThat(forecast.pruningOperations())
        .isCloseTo(result.cost().pruning(), within(0.2 * result.cost().pruning()));
    assertThat(forecast.total()).isPositive();
  }

  @Test
  void theForecastOfAFinishedStudyIsNothing() {
    StudyTrial.study(folder).run();

    StudyForecast forecast = StudyTrial.study(folder).forecast();

    assertThat(forecast.finishedCellCount()).isEqualTo(12);
    assertThat(forecast.total()).isZero();
  }

  @Test
  void theForecastWritesNothing() {
    StudyTrial.study(folder.resolve("new")).forecast();

    assertThat(folder.resolve("new")).doesNotExist();
  }
}
