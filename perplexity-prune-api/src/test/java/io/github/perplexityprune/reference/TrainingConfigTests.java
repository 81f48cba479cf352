/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class TrainingConfigTests {
  private static final TrainingConfig CONFIG =
      TrainingConfig.defaultFor(ReferenceModelConfig.tiny());

  private static void assertRefused(ThrowingCallable making, String message) {
    assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void lowersTheLearningRateWithTheWidth() {
    assertThat(CONFIG.peakLearningRate()).isEqualTo(2e-3);
    assertThat(TrainingConfig.defaultFor(ReferenceModelConfig.mpt125m()).peakLearningRate())
        .isCloseTo(2e-3 * Math.pow(6, -0.7), within(1e-9));
  }

  @Test
  void readsEachReferenceDocumentOnceByDefault() {
    assertThat(CONFIG.budget()).isEqualTo(TrainingBudget.wholeSplit());
    assertThat(CONFIG.optimizer()).isEqualTo(Optimizer.adamW());
    assertThat(CONFIG.validationShare()).isEqualTo(TrainingConfig.DEFAULT_VALIDATION_SHARE);
  }

  @Test
  void hasThePapersRecipe() {
    TrainingConfig paper = TrainingConfig.paper();

    assertThat(paper.optimizer()).isEqualTo(Optimizer.lion());
    assertThat(paper.peakLearningRate()).isEqualTo(2e-4);
    assertThat(paper.weightDecay()).isEqualTo(2e-4);
    assertThat(paper.budget()).isEqualTo(TrainingBudget.tokens(26_000_000_000L));
  }

  @Test
  void changesOneThingAtATime() {
    TrainingConfig changed =
        CONFIG
            .withOptimizer(Optimizer.lion())
            .withPeakLearningRate(0.1)
            .withWeightDecay(0.2)
            .withSchedule(0.3, 0.4)
            .withMaximumGradientNorm(0.5)
            .withBatchTokens(6, 7)
            .withBudget(TrainingBudget.tokens(8))
            .withValidationShare(0.9)
            .withSeed(10);

    assertThat(changed)
        .isEqualTo(
            new TrainingConfig(
                Optimizer.lion(),
                0.1,
                0.2,
                0.3,
                0.4,
                0.5,
                6,
                7,
                TrainingBudget.tokens(8),
                0.9,
                10));
  }

  @Test
  void refusesNumbersOutOfRange() {
    assertRefused(
        () -> CONFIG.withPeakLearningRate(0),
        "peakLearningRate must be finite and greater than 0, but was 0.0");
    assertRefused(
        () -> CONFIG.withPeakLearningRate(Double.POSITIVE_INFINITY),
        "peakLearningRate must be finite and greater than 0, but was Infinity");
    assertRefused(
        () -> CONFIG.withWeightDecay(-1),
        "weightDecay must be finite and at least 0, but was -1.0");
    assertRefused(
        () -> CONFIG.withWeightDecay(Double.NaN),
        "weightDecay must be finite and at least 0, but was NaN");
    assertRefused(() -> CONFIG.withSchedule(1, 0.1), "warmupShare must be in [0, 1), but was 1.0");
    assertRefused(
        () -> CONFIG.withSchedule(0, -0.1),
        "finalLearningRateShare must be in [0, 1), but was -0.1");
    assertRefused(
        () -> CONFIG.withMaximumGradientNorm(0),
        "maximumGradientNorm must be greater than 0, but was 0.0");
    assertRefused(() -> CONFIG.withBatchTokens(0, 1), "batchTokens must be at least 1, but was 0");
    assertRefused(
        () -> CONFIG.withBatchTokens(1, -1), "microBatchTokens must be at least 1, but was -1");
    assertRefused(
        () -> CONFIG.withValidationShare(1), "validationShare must be in [0, 1), but was 1.0");
  }

  @Test
  void mayGoWithoutClipping() {
    assertThat(CONFIG.withMaximumGradientNorm(Double.POSITIVE_INFINITY).maximumGradientNorm())
        .isInfinite();
  }

  @Test
  void refusesOptimizersOutOfRange() {
    assertRefused(() -> new Optimizer.AdamW(1, 0.9, 1e-8), "beta1 must be in [0, 1), but was 1.0");
    assertRefused(
        () -> new Optimizer.AdamW(0.9, -1, 1e-8), "beta2 must be in [0, 1), but was -1.0");
    assertRefused(
        () -> new Optimizer.AdamW(0.9, 0.9, 0), "epsilon must be greater than 0, but was 0.0");
    assertRefused(() -> new Optimizer.Lion(1, 0.9), "beta1 must be in [0, 1), but was 1.0");
    assertRefused(
        () -> new Optimizer.Lion(0.9, Double.NaN), "beta2 must be in [0, 1), but was NaN");
  }

  @Test
  void turnsABudgetIntoTokens() {
    assertThat(TrainingBudget.wholeSplit().tokensFor(1000)).isEqualTo(1000);
    assertThat(TrainingBudget.epochs(2.5).tokensFor(1000)).isEqualTo(2500);
    assertThat(TrainingBudget.epochs(0.0001).tokensFor(10)).isEqualTo(1);
    assertThat(TrainingBudget.tokens(77).tokensFor(1000)).isEqualTo(77);
  }

  @Test
  void refusesBudgetsOutOfRange() {
    assertRefused(
        () -> TrainingBudget.epochs(0), "epochs must be finite and greater than 0, but was 0.0");
    assertRefused(
        () -> TrainingBudget.epochs(Double.POSITIVE_INFINITY),
        "epochs must be finite and greater than 0, but was Infinity");
    assertRefused(() -> TrainingBudget.tokens(0), "tokens must be at least 1, but was 0");
  }
}
