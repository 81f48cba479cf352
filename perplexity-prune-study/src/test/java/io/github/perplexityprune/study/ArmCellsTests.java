/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmCellsTests {
  private static List<CurvePoint> curve(double... scores) {
    List<CurvePoint> curve = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      curve.add(new CurvePoint(100L * (i + 1), Estimate.of(scores[i])));
    }
    return curve;
  }

  @Test
  void aScoreBetweenTwoPointsIsReachedOnTheLineBetweenThem() {
    assertThat(ArmCells.tokensTo(0.3, curve(0.1, 0.2, 0.6))).hasValue(225);
  }

  @Test
  void aScoreOfAPointIsReachedThere() {
    assertThat(ArmCells.tokensTo(0.2, curve(0.1, 0.2, 0.6))).hasValue(200);
  }

  @Test
  void aScoreBelowTheFirstPointIsReachedThereAtTheLatest() {
    assertThat(ArmCells.tokensTo(0.05, curve(0.1, 0.2))).hasValue(100);
  }

  @Test
  void theFirstTimeCountsWhenACurveFallsAgain() {
    assertThat(ArmCells.tokensTo(0.4, curve(0.1, 0.5, 0.2, 0.6))).hasValue(175);
  }

  @Test
  void aScoreAboveThePointsIsNotReached() {
    assertThat(ArmCells.tokensTo(0.7, curve(0.1, 0.5, 0.6))).isEmpty();
  }

  private static CellResult cell(int seed, DomainLoss... heldOut) {
    return new CellResult(
        "none", seed, 1, 10, 10, 1, 3.5, List.of(), List.of(), List.of(heldOut), 60);
  }

  @Test
  void everyTokenHeldOutWeighsTheSameWhateverItsDomain() {
    ArmCells arm =
        new ArmCells(
            Arm.UNPRUNED,
            List.of(
                cell(1, new DomainLoss("a", 1, 100, 3), new DomainLoss("b", 9, 300, 5)),
                cell(2, new DomainLoss("a", 1, 100, 4), new DomainLoss("b", 9, 300, 6))));

    Estimate loss = arm.heldOutLoss().orElseThrow();

    assertThat(loss.mean()).isEqualTo(5.0); // of 4.5 and 5.5
    assertThat(loss.standardError()).hasValue(0.5);
  }

  @Test
  void withoutDocumentsHeldOutThereIsNoLossOnThem() {
    assertThat(new ArmCells(Arm.UNPRUNED, List.of(cell(1))).heldOutLoss()).isEmpty();
  }
}
