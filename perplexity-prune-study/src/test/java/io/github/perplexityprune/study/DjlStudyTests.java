/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study with the real engine, as small as it can be. */
@Tag("slow")
class DjlStudyTests {
  private static final ReferenceModelConfig MODEL =
      new ReferenceModelConfig(Architecture.MPT, 1, 32, 2, 64, 64, 300);

  @TempDir Path folder;

  @Test
  void cleanDataMakesAGreaterMarginThanHalfOfItSpoiled() {
    StudyResult result = study(folder.resolve("first"));

    assertThat(result.arm("low(0.5)").margin().average().mean())
        .isGreaterThan(result.arm("none").margin().average().mean());
    assertThat(result.cells()).extracting(CellResult::tokenCount).containsOnly(result.tokenCount());
  }

  @Test
  void theSameStudyGivesTheSameNumbersOnACpu() {
    List<Scorecard> first = scorecards(study(folder.resolve("first")));
    List<Scorecard> second = scorecards(study(folder.resolve("second")));

    assertThat(second).isEqualTo(first);
  }

  private static List<Scorecard> scorecards(StudyResult result) {
    return result.cells().stream().map(CellResult::scorecard).toList();
  }

  private static StudyResult study(Path folder) {
    return PruningStudy.builder()
        .source(StudyTrial.corpus(300))
        .reference(
            ReferenceModelTrainer.builder()
                .model(MODEL)
                .split(ReferenceSplit.excluded(0.3))
                .device(Device.cpu())
                .build())
        .model(MODEL)
        .device(Device.cpu())
        .regime(Regime.tokens(30_000))
        .criterion(low(0.5))
        .seeds(2)
        .checkpoints(1)
        .tasks(StudyTrial.tasks())
        .folder(folder)
        .run();
  }
}
