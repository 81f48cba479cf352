/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningStudyTests {
  @TempDir Path folder;

  /** Counts the final models that are trained, and interrupts or fails after some. */
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
      started.add(arm + " " + seed);
    }
  }

  @Test
  void everyArmHasAModelOfEverySeedBesideBothControls() {
    StudyResult result = StudyTrial.study(folder).run();

    System.out.println(result);
    assertThat(result.arms())
        .extracting(arm -> arm.arm().name())
        .containsExactly("none", "random(0.5)", "low(0.5)", "high(0.5)");
    assertThat(result.cells())
        .extracting(cell -> cell.seed() + " " + cell.arm())
        .containsExactly(
            "1 none",
            "1 random(0.5)",
            "1 low(0.5)",
            "1 high(0.5)",
            "2 none",
            "2 random(0.5)",
            "2 low(0.5)",
            "2 high(0.5)",
            "3 none",
            "3 random(0.5)",
            "3 low(0.5)",
            "3 high(0.5)");
  }
}
