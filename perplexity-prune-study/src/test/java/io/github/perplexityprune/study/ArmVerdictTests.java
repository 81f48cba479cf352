/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.select.SelectionCriterion;
import io.github.perplexityprune.study.StudyVerdict.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmVerdictTests {
  private static final Arm LOW = Arm.of(SelectionCriterion.low(0.5), 0.5);
  private static final double CONFIDENCE = 0.95;

  /** Models of one task that all items tell the same of, one a seed. */
  private static PairedDifference difference(double... bySeed) {
    return PairedDifference.toChance(
        Arrays.stream(bySeed).mapToObj(ArmVerdictTests::answers).toList(), Metric.MARGIN);
  }

  private static List<TaskResult> answers(double margin) {
    List<ItemResult> items = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      items.add(new ItemResult("i" + i, margin > 0, margin, 1));
    }
    return List.of(new TaskResult("task", "category", 0.5, items));
  }

  private static Comparison comparison(String control, PairedDifference difference) {
    return new Comparison(
        control,
        Metric.MARGIN,
        difference.mean(),
        difference.itemStandardError(),
        difference.seedStandardError(),
        difference.interval(CONFIDENCE));
  }

  private static StudyVerdict verdict(PairedDifference toNone, PairedDifference toRandom) {
    return new ArmVerdict(LOW, 3, CONFIDENCE)
        .of(comparison("none", toNone), toNone, comparison("random(0.5)", toRandom), toRandom);
  }

  @Test
  void betterThanBothControlsHelps() {
    StudyVerdict verdict = verdict(difference(0.9, 1.0, 1.1), difference(0.7, 0.8, 0.9));

    assertThat(verdict.outcome()).isEqualTo(Outcome.HELPS);
    assertThat(verdict.sentence())
        .isEqualTo(
            "low(0.5) helps: by log-likelihood margin it differs by +1.0000 from none [+0.7516,"
                + " +1.2484] and +0.8000 from random(0.5) [+0.5516, +1.0484] with 3 seeds.");
  }

  @Test
  void worseThanNoPruningHurtsHoweverItComparesWithRandomPruning() {
    StudyVerdict verdict = verdict(difference(-0.9, -1.0, -1.1), difference(0.7, 0.8, 0.9));

    assertThat(verdict.outcome()).isEqualTo(Outcome.HURTS);
    assertThat(verdict.sentence()).startsWith("low(0.5) hurts: by log-likelihood margin");
  }

  @Test
  void whatLuckMayExplainCannotBeTold() {
    StudyVerdict verdict = verdict(difference(-0.5, 0.2, 0.9), difference(0.7, 0.8, 0.9));

    assertThat(verdict.outcome()).isEqualTo(Outcome.CANNOT_TELL);
    // a mean of 0.2 with a deviation of 0.7: t(0.975, n - 1) * 0.7 / sqrt(n) is below 0.2 from 50
    // on
    assertThat(verdict.seedsToTell()).hasValue(50);
    assertThat(verdict.sentence())
        .endsWith("A difference from none as large as this would show with about 50 seeds.");
  }

  @Test
  void betterThanNoPruningButNotThanRandomPruningCannotBeTold() {
    StudyVerdict verdict = verdict(difference(0.9, 1.0, 1.1), difference(-0.5, 0.2, 0.9));

    assertThat(verdict.outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(verdict.sentence()).contains("A difference from random(0.5) as large as this");
  }

  @Test
  void noDifferenceAtAllCannotBeTold() {
    StudyVerdict verdict = verdict(difference(0, 0, 0), difference(0, 0, 0));

    assertThat(verdict.outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(verdict.seedsToTell()).isEmpty();
    assertThat(verdict.itemsToTell()).isEmpty();
  }
}
