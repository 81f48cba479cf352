/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import static io.github.perplexityprune.select.Boundary.PAPER;
import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.highTokens;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.lowTokens;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.mediumTokens;
import static io.github.perplexityprune.select.SelectionCriterion.percentiles;
import static io.github.perplexityprune.select.SelectionCriterion.perplexityBetween;
import static io.github.perplexityprune.select.SelectionCriterion.random;
import static io.github.perplexityprune.select.SelectionCriterion.randomTokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.google.common.testing.EqualsTester;
import com.google.common.testing.NullPointerTester;
import com.google.common.testing.NullPointerTester.Visibility;
import io.github.perplexityprune.score.ScoreStore;
import java.util.function.DoubleFunction;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionCriterionTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.5, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesARateOutOfRange(double rate) {
    refusesRate(SelectionCriterion::low, rate);
    refusesRate(SelectionCriterion::medium, rate);
    refusesRate(SelectionCriterion::high, rate);
    refusesRate(r -> random(r, 1), rate);
  }

  private static void refusesRate(DoubleFunction<SelectionCriterion> factory, double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factory.apply(rate))
        .withMessage("selectionRate must be in (0, 1], but was " + rate);
  }

  @ParameterizedTest
  @CsvSource({"-1, 50", "60, 40", "50, 50", "50, 100.5", "NaN, 50", "50, NaN"})
  void refusesPercentilesOutOfOrderOrRange(double from, double to) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> percentiles(from, to))
        .withMessage(
            "percentiles must satisfy 0 <= from < to <= 100, but were from " + from + " to " + to);
  }

  @ParameterizedTest
  @CsvSource({"0, 50", "-1, 50", "60, 40", "50, 50", "NaN, 50", "50, NaN", "Infinity, Infinity"})
  void refusesPerplexitiesOutOfOrderOrRange(double from, double to) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> perplexityBetween(from, to))
        .withMessage(
            "perplexities must satisfy 0 < from < to, but were from " + from + " to " + to);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void refusesTokenBudgetsThatAreNotPositive(long tokens) {
    refusesBudget(SelectionCriterion::lowTokens, tokens);
    refusesBudget(SelectionCriterion::mediumTokens, tokens);
    refusesBudget(SelectionCriterion::highTokens, tokens);
    refusesBudget(t -> randomTokens(t, 1), tokens);
  }

  private static void refusesBudget(LongFunction<SelectionCriterion> factory, long tokens) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factory.apply(tokens))
        .withMessage("token budget must be at least 1, but was " + tokens);
  }

  @Test
  void refusesAMinimumBelowOneToken() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> low(0.5).minimumTokens(0))
        .withMessage("minimumTokens must be at least 1, but was 0");
  }

  @Test
  void refusesASecondMinimum() {
    SelectionCriterion criterion = low(0.5).minimumTokens(16);

    assertThat(criterion.minimumTokens(16)).isEqualTo(criterion);
    assertThatIllegalStateException()
        .isThrownBy(() -> criterion.minimumTokens(32))
        .withMessage("minimumTokens was already set to 16, so it cannot be 32");
  }

  @Test
  void refusesASecondBoundary() {
    SelectionCriterion criterion = low(0.5).boundary(PAPER);

    assertThat(criterion.boundary(PAPER)).isEqualTo(criterion);
    assertThatIllegalStateException()
        .isThrownBy(() -> criterion.boundary(Boundary.EXACT))
        .withMessage("boundary was already set to PAPER, so it cannot be EXACT");
  }

  @Test
  void refusesThePublishedRuleByTokensInEitherOrder() {
    String message =
        "boundary(PAPER) cannot be used with byTokens(): the published rule counts documents; leave"
            + " out one of them";

    assertThatIllegalStateException()
        .isThrownBy(() -> low(0.5).byTokens().boundary(PAPER))
        .withMessage(message);
    assertThatIllegalStateException()
        .isThrownBy(() -> low(0.5).boundary(PAPER).byTokens())
        .withMessage(message);
  }

  @Test
  void refusesThePublishedRuleForANumberOfTokens() {
    assertThatIllegalStateException()
        .isThrownBy(() -> mediumTokens(1000).boundary(PAPER))
        .withMessage(
            "boundary(PAPER) cannot be used with a number of tokens: the published rule keeps a rate"
                + " of the documents; give a rate or leave the boundary EXACT");
  }

  @Test
  void refusesThePublishedRuleForARandomSelection() {
    String message =
        "boundary(PAPER) cannot be used with a random selection: the published rule places a band of"
            + " scores; leave the boundary EXACT";

    assertThatIllegalStateException()
        .isThrownBy(() -> random(0.5, 1).boundary(PAPER))
        .withMessage(message);
    assertThatIllegalStateException()
        .isThrownBy(() -> randomTokens(10, 1).boundary(PAPER))
        .withMessage(message);
  }

  @Test
  void refusesToPlaceABandOfAbsolutePerplexities() {
    SelectionCriterion criterion = perplexityBetween(10, 100);
    String message =
        " cannot be used with perplexityBetween: its ends are absolute, so no share of the documents"
            + " is placed anywhere; use percentiles";

    assertThatIllegalStateException()
        .isThrownBy(criterion::perDomain)
        .withMessage("perDomain()" + message);
    assertThatIllegalStateException()
        .isThrownBy(criterion::byTokens)
        .withMessage("byTokens()" + message);
    assertThatIllegalStateException()
        .isThrownBy(() -> criterion.boundary(PAPER))
        .withMessage("boundary(PAPER)" + message);
  }

  @Test
  void readsLikeTheCodeThatMadeIt() {
    assertThat(medium(0.5).perDomain().minimumTokens(16))
        .hasToString("medium(0.5).perDomain().minimumTokens(16)");
    assertThat(low(1).byTokens().keepUnscored()).hasToString("low(1.0).byTokens().keepUnscored()");
    assertThat(percentiles(2.5, 97.5).boundary(PAPER))
        .hasToString("percentiles(2.5, 97.5).boundary(PAPER)");
    assertThat(perplexityBetween(8, Double.POSITIVE_INFINITY))
        .hasToString("perplexityBetween(8.0, Double.POSITIVE_INFINITY)");
    assertThat(random(0.1, -7)).hasToString("random(0.1, -7)");
    assertThat(randomTokens(30_000_000_000L, 7)).hasToString("randomTokens(30000000000L, 7)");
    assertThat(highTokens(5)).hasToString("highTokens(5)");
  }

  @Test
  void defaultsAreNotShown() {
    assertThat(lowTokens(5).byTokens().minimumTokens(1).boundary(Boundary.EXACT))
        .hasToString("lowTokens(5)");
  }

  @Test
  void modifiersLeaveTheOriginalUnchanged() {
    SelectionCriterion original = low(0.5);

    original.perDomain().byTokens().minimumTokens(9).keepUnscored();

    assertThat(original).hasToString("low(0.5)");
  }

  @Test
  void isEqualWhenItKeepsTheSame() {
    new EqualsTester()
        .addEqualityGroup(low(0.5), low(0.5).boundary(Boundary.EXACT), low(0.5).minimumTokens(1))
        .addEqualityGroup(low(0.25))
        .addEqualityGroup(medium(0.5))
        .addEqualityGroup(high(0.5))
        .addEqualityGroup(low(0.5).perDomain())
        .addEqualityGroup(low(0.5).byTokens().perDomain(), low(0.5).perDomain().byTokens())
        .addEqualityGroup(low(0.5).minimumTokens(2))
        .addEqualityGroup(low(0.5).keepUnscored())
        .addEqualityGroup(low(0.5).boundary(PAPER))
        .addEqualityGroup(lowTokens(7), lowTokens(7).byTokens())
        .addEqualityGroup(random(0.5, 1), random(0.5, 1))
        .addEqualityGroup(random(0.5, 2))
        .addEqualityGroup(randomTokens(5, 1))
        .addEqualityGroup(percentiles(0, 50), percentiles(-0.0, 50))
        .addEqualityGroup(perplexityBetween(1, 50))
        .testEquals();
  }

  @Test
  void refusesNull() {
    new NullPointerTester().testInstanceMethods(low(0.5), Visibility.PUBLIC);
    new NullPointerTester()
        .testInstanceMethods(low(0.5).select(ScoreStore.inMemory()), Visibility.PUBLIC);
    new NullPointerTester()
        .setDefault(ScoreStore.class, ScoreStore.inMemory())
        .testStaticMethods(ScoreQuantiles.class, Visibility.PUBLIC);
  }
}
