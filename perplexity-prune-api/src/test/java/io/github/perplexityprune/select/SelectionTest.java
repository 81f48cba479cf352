/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.percentiles;
import static io.github.perplexityprune.select.SelectionCriterion.perplexityBetween;
import static io.github.perplexityprune.select.SelectionCriterion.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.Lists;
import io.github.perplexityprune.score.ScoreStore;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

  @Test
  void keepsTheLeastSurprisingHalf() {
    assertThat(ScoredDocument.keptPlaces(low(0.5), 3, 1, 4, 2)).containsExactly(1, 3);
  }

  @Test
  void keepsTheMiddleHalf() {
    assertThat(ScoredDocument.keptPlaces(medium(0.5), 3, 1, 4, 2)).containsExactly(0, 3);
  }

  @Test
  void keepsTheMostSurprisingHalf() {
    assertThat(ScoredDocument.keptPlaces(high(0.5), 3, 1, 4, 2)).containsExactly(0, 2);
  }

  @Test
  void leavesOutOneMoreAboveWhenTheMiddleIsUneven() {
    assertThat(ScoredDocument.keptPlaces(medium(0.5), 1, 2, 3, 4, 5)).containsExactly(1, 2, 3);
    assertThat(ScoredDocument.keptPlaces(medium(0.4), 1, 2, 3, 4, 5)).containsExactly(1, 2);
  }

  @Test
  void roundsHalfADocumentUp() {
    assertThat(ScoredDocument.keptPlaces(low(0.5), 1, 2, 3)).containsExactly(0, 1);
    assertThat(ScoredDocument.keptPlaces(high(0.5), 1, 2, 3)).containsExactly(1, 2);
  }

  /** 0.35 * 10 is 3.5 exactly, though the double next to 0.35 is less. */
  @Test
  void takesTheRateAsTheDecimalItIsWrittenAs() {
    double[] means = IntStream.range(0, 10).asDoubleStream().toArray();

    assertThat(ScoredDocument.keptPlaces(low(0.35), means)).hasSize(4);
  }

  @Test
  void adjoiningPercentileBandsShareEveryDocumentOut() {
    double[] means = {5, 3, 9, 1, 7, 2, 8};

    assertThat(ScoredDocument.keptPlaces(percentiles(0, 30), means)).containsExactly(3, 5);
    assertThat(ScoredDocument.keptPlaces(percentiles(30, 70), means)).containsExactly(0, 1, 4);
    assertThat(ScoredDocument.keptPlaces(percentiles(70, 100), means)).containsExactly(2, 6);
  }

  @Test
  void keepsOneDocumentWhenItsShareRoundsUp() {
    assertThat(ScoredDocument.keptPlaces(low(0.5), 7)).containsExactly(0);
    assertThat(ScoredDocument.keptPlaces(medium(0.5), 7)).containsExactly(0);
    assertThat(ScoredDocument.keptPlaces(high(0.5), 7)).containsExactly(0);
    assertThat(ScoredDocument.keptPlaces(low(0.49), 7)).isEmpty();
  }

  @Test
  void keepsNothingOfNothing() {
    Selection selection = medium(0.5).select(ScoreStore.inMemory());

    assertThat(selection.keptDocumentCount()).isZero();
    assertThat(selection.keptTokenCount()).isZero();
    assertThat(selection.rankedDocumentCount()).isZero();
    assertThat(selection.bands()).isEmpty();
    assertThat(selection.lowestMeanNegativeLogLikelihood()).isEmpty();
    assertThat(selection.highestMeanNegativeLogLikelihood()).isEmpty();
  }

  @Test
  void ordersNegativeAndHugeScores() {
    double[] means = {1e300, -2, -Double.MAX_VALUE, 0, Double.MIN_VALUE, -0.5, Double.MAX_VALUE};

    assertThat(ScoredDocument.keptPlaces(percentiles(0, 43), means)).containsExactly(1, 2, 5);
    assertThat(ScoredDocument.keptPlaces(percentiles(43, 57), means)).containsExactly(3);
    assertThat(ScoredDocument.keptPlaces(percentiles(57, 100), means)).containsExactly(0, 4, 6);
  }

  @Test
  void ranksNegativeZeroAsZero() {
    Selection selection =
        low(0.5).boundary(Boundary.PAPER).select(store(0.0, -0.0, 0.0, -0.0, 1.0));

    assertThat(selection.keptDocumentCount()).isZero();
  }

  @Test
  void tellsEqualScoresApartByTheIdNotByTheOrder() {
    List<ScoredDocument> documents =
        IntStream.range(0, 100).mapToObj(i -> ScoredDocument.of("id" + i, 3)).toList();
    List<ScoredDocument> reversed = Lists.reverse(documents);

    List<ScoredDocument> kept = ScoredDocument.kept(low(0.3), documents);

    assertThat(kept).hasSize(30);
    assertThat(ScoredDocument.kept(low(0.3), reversed)).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void tellsEqualScoresOfEqualIdsApartByTheOrder() {
    List<ScoredDocument> documents =
        IntStream.range(0, 10).mapToObj(i -> ScoredDocument.of("same", 3)).toList();
    ScoreStore scores = ScoredDocument.store(documents);

    Selection selection = low(0.3).select(scores);

    assertThat(IntStream.range(0, 10).filter(i -> selection.isKept(scores.row(i))))
        .containsExactly(0, 1, 2);
  }

  @Test
  void keepsPerplexitiesAtBothEnds() {
    ScoreStore scores =
        store(Math.log(9.99), Math.log(10), Math.log(15), Math.log(20), Math.log(21));

    Selection selection = perplexityBetween(10, 20).select(scores);

    assertThat(IntStream.range(0, 5).mapToObj(i -> selection.verdict(scores.row(i))))
        .containsExactly(
            Verdict.BELOW_BAND, Verdict.KEPT, Verdict.KEPT, Verdict.KEPT, Verdict.ABOVE_BAND);
  }

  @Test
  void keepsAPerplexityTooGreatForADoubleWhenThereIsNoUpperEnd() {
    SelectionCriterion criterion = perplexityBetween(10, Double.POSITIVE_INFINITY);

    assertThat(ScoredDocument.keptPlaces(criterion, 1, 2.5, 1000)).containsExactly(1, 2);
  }

  @Test
  void saysWhichBandItKept() {
    ScoreStore scores =
        ScoredDocument.store(
            List.of(
                new ScoredDocument("a", 1, 10, "", 0),
                new ScoredDocument("b", 2, 20, "", 0),
                new ScoredDocument("c", 3, 40, "", 0),
                new ScoredDocument("d", 4, 80, "", 0)));

    Selection selection = medium(0.5).select(scores);

    assertThat(selection.criterion()).isEqualTo(medium(0.5));
    assertThat(selection.keptDocumentCount()).isEqualTo(2);
    assertThat(selection.keptTokenCount()).isEqualTo(60);
    assertThat(selection.rankedDocumentCount()).isEqualTo(4);
    assertThat(selection.lowestMeanNegativeLogLikelihood()).hasValue(2);
    assertThat(selection.highestMeanNegativeLogLikelihood()).hasValue(3);
    assertThat(selection)
        .hasToString("medium(0.5) keeps 2 documents of 60 tokens; 4 documents were ranked");
    assertThat(selection.bands())
        .singleElement()
        .hasToString(
            "kept 2 of 4 ranked documents of fold 0, mean negative log-likelihood 2.0 to 3.0 nats");
  }

  @Test
  void drawsTheSameAtRandomForTheSameSeedOnly() {
    double[] means = IntStream.range(0, 1000).asDoubleStream().toArray();

    List<Integer> drawn = ScoredDocument.keptPlaces(random(0.5, 1), means);

    assertThat(drawn).hasSize(500);
    assertThat(ScoredDocument.keptPlaces(random(0.5, 1), means)).isEqualTo(drawn);
    assertThat(ScoredDocument.keptPlaces(random(0.5, 2), means)).isNotEqualTo(drawn);
  }

  @Test
  void drawsWithoutRegardToTheScores() {
    double[] rising = IntStream.range(0, 100).asDoubleStream().toArray();
    double[] falling = IntStream.range(0, 100).mapToDouble(i -> -i).toArray();

    assertThat(ScoredDocument.keptPlaces(random(0.5, 1), rising))
        .isEqualTo(ScoredDocument.keptPlaces(random(0.5, 1), falling));
  }

  @Test
  void refusesARowThatWasNotInTheStore() {
    Selection selection = low(0.5).perDomain().select(store(1, 2));
    ScoreStore other =
        ScoredDocument.store(
            List.of(ScoredDocument.of("known", 1), new ScoredDocument("stranger", 1, 1, "new", 0)));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> selection.isKept(other.row(1)))
        .withMessage(
            "document must be one of the store that was selected from, but no document of fold 0 and"
                + " domain number 1 was ranked there, and stranger is one; select again");
  }

  private static ScoreStore store(double... means) {
    return ScoredDocument.store(ScoredDocument.withMeans(means));
  }
}
