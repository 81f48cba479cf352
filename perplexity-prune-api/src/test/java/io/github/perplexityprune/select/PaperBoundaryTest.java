/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import static io.github.perplexityprune.select.Boundary.PAPER;
import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.percentiles;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The published rule, with the vectors that follow from its open interval on distinct scores. */
class PaperBoundaryTest {

  @Test
  void keepsRanksOneToFourOfTenForLow() {
    assertThat(keptRanks(low(0.5), 10)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void keepsRanksSixToNineOfTenForHigh() {
    assertThat(keptRanks(high(0.5), 10)).containsExactly(6, 7, 8, 9);
  }

  @Test
  void keepsRanksThreeToSevenOfTenForMedium() {
    assertThat(keptRanks(medium(0.5), 10)).containsExactly(3, 4, 5, 6, 7);
  }

  @Test
  void keepsNothingOfOneDocument() {
    assertThat(keptRanks(low(0.5), 1)).isEmpty();
    assertThat(keptRanks(medium(0.5), 1)).isEmpty();
    assertThat(keptRanks(high(0.5), 1)).isEmpty();
  }

  @Test
  void keepsTheMiddleOfTwoDocumentsOnly() {
    assertThat(keptRanks(low(0.5), 2)).isEmpty();
    assertThat(keptRanks(medium(0.5), 2)).containsExactly(1);
    assertThat(keptRanks(high(0.5), 2)).isEmpty();
  }

  @Test
  void dropsTheHighestScoreEvenAtTheFullRate() {
    assertThat(keptRanks(low(1), 4)).containsExactly(1, 2, 3);
    assertThat(keptRanks(percentiles(0, 100), 4)).containsExactly(1, 2, 3);
  }

  /** 7/20 is 0.35, but 0.5 - 0.3/2 in binary floating point is less. */
  @Test
  void comparesRanksWithExactDecimals() {
    assertThat(keptRanks(medium(0.3), 20)).containsExactly(8, 9, 10, 11, 12);
    assertThat(keptRanks(low(0.35), 20)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(keptRanks(high(0.65), 20)).first().isEqualTo(8);
    assertThat(keptRanks(percentiles(35, 65), 20)).containsExactly(8, 9, 10, 11, 12);
  }

  @Test
  void keepsOrDropsEqualScoresTogether() {
    List<Integer> low = ScoredDocument.keptPlaces(low(0.5).boundary(PAPER), 1, 2, 2, 2, 3, 4);
    List<Integer> high = ScoredDocument.keptPlaces(high(0.5).boundary(PAPER), 1, 2, 2, 2, 3, 4);

    assertThat(low).containsExactly(0);
    assertThat(high).containsExactly(1, 2, 3, 4);
  }

  @Test
  void keepsNothingOfEqualScores() {
    assertThat(ScoredDocument.keptPlaces(medium(0.5).boundary(PAPER), 2, 2, 2)).isEmpty();
  }

  /** The ranks kept of scores that rise from one document to the next. */
  private static List<Integer> keptRanks(SelectionCriterion criterion, int documentCount) {
    double[] means = IntStream.range(0, documentCount).mapToDouble(i -> 1.5 + i / 8.0).toArray();
    return ScoredDocument.keptPlaces(criterion.boundary(PAPER), means).stream()
        .map(place -> place + 1)
        .toList();
  }
}
