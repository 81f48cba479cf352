/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.PruneListener.Phase;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoringProgress;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunHistoryTests {

  private static TrainingProgress progress(int step, int stepCount) {
    return progress(step, stepCount, OptionalDouble.empty());
  }

  private static TrainingProgress progress(int step, int stepCount, OptionalDouble validationLoss) {
    return new TrainingProgress(
        step,
        stepCount,
        step * 10L,
        stepCount * 10L,
        5.0 / step,
        validationLoss,
        1e-3,
        1,
        100,
        Duration.ZERO);
  }

  private static PruneResult<String> prune(PruneListener listener) {
    List<String> texts = IntStream.range(0, 300).mapToObj(i -> "text number " + i).toList();
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(ReferenceModelConfig.tiny())
            .engine(new BigramReferenceEngine())
            .build();
    return Pruner.builder()
        .reference(trainer)
        .criterion(low(0.5))
        .listener(listener)
        .prune(DocumentSource.ofTexts(texts));
  }

  @Test
  void keepsEveryValidationLossOfALongTraining() {
    PruneResult<String> result = prune(PruneListener.NONE);
    RunHistory history = RunHistory.create();
    history.phaseStarted(Phase.TRAINING);
    for (int step = 1; step <= 5_000; step++) {
      OptionalDouble loss =
          step % 999 == 0 ? OptionalDouble.of(6 - step / 999.0) : OptionalDouble.empty();
      history.training(progress(step, 5_000, loss));
    }
    history.phaseFinished(Phase.TRAINING, Duration.ofSeconds(100));

    String page = PruneReport.of(result).withHistory(history).html();

    assertThat(page)
        .contains("validation loss 5.000 after 9,990 tokens")
        .contains("validation loss 1.000 after 49,950 tokens");
  }

  @Test
  void drawsTheLossOfATraining() {
    PruneResult<String> result = prune(PruneListener.NONE);
    RunHistory history = RunHistory.create();
    history.phaseStarted(Phase.TRAINING);
    IntStream.rangeClosed(1, 20).forEach(step -> history.training(progress(step, 20)));
    history.phaseFinished(Phase.TRAINING, Duration.ofSeconds(100));

    ParsedPage without = ParsedPage.of(PruneReport.of(result).html());
    ParsedPage with = ParsedPage.of(PruneReport.of(result).withHistory(history).html());

    assertThat(with.count("figure")).isEqualTo(without.count("figure") + 1);
    assertThat(with.text()).contains("unigram entropy").contains("Time for training 1 min 40 s");
  }

  @Test
  void keepsABoundedNumberOfPointsSpreadOverTheTraining() {
    RunHistory history = RunHistory.create();
    history.phaseStarted(Phase.TRAINING);
    IntStream.rangeClosed(1, 100_000).forEach(step -> history.training(progress(step, 100_000)));
    history.phaseFinished(Phase.TRAINING, Duration.ofSeconds(1));

    List<TrainingProgress> points = history.facts().trainings().get(0);

    assertThat(points).hasSizeBetween(190, 400);
    long stride = points.get(1).step() - points.get(0).step();
    for (int i = 1; i < points.size(); i++) {
      assertThat(points.get(i).step() - points.get(i - 1).step()).isEqualTo(stride);
    }
    assertThat(100_000 - points.get(points.size() - 1).step()).isLessThan(stride);
  }

  @Test
  void addsUpTheModelsOfACrossFittedRun() {
    RunHistory history = RunHistory.create();
    for (int fold = 0; fold < 2; fold++) {
      history.phaseStarted(Phase.TRAINING);
      history.training(progress(1, 1));
      history.phaseFinished(Phase.TRAINING, Duration.ofSeconds(3));
      history.phaseStarted(Phase.SCORING);
      history.scoring(new ScoringProgress(1, 2, 500, 0, 100, Duration.ZERO));
      history.scoring(new ScoringProgress(2, 2, 1000, 0, 100, Duration.ZERO));
      history.phaseFinished(Phase.SCORING, Duration.ofSeconds(5));
    }

    assertThat(history.facts().trainings()).hasSize(2);
    assertThat(history.facts().durations())
        .containsEntry(Phase.TRAINING, Duration.ofSeconds(6))
        .containsEntry(Phase.SCORING, Duration.ofSeconds(10));
    assertThat(history.facts().scoredTokens()).isEqualTo(2000);
  }

  @Test
  void tellsTheOtherListenerEverything() {
    List<String> heard = new ArrayList<>();
    PruneListener other =
        new PruneListener() {
          @Override
          public void phaseStarted(Phase phase) {
            heard.add(phase + " started");
          }

          @Override
          public void phaseFinished(Phase phase, Duration duration) {
            heard.add(phase + " finished");
          }

          @Override
          public void trained(TrainingReport report) {
            heard.add("trained");
          }
        };

    prune(RunHistory.tellingAlso(other));

    assertThat(heard)
        .containsExactly(
            "SURVEY started",
            "SURVEY finished",
            "TRAINING started",
            "trained",
            "TRAINING finished",
            "SCORING started",
            "SCORING finished",
            "SELECTION started",
            "SELECTION finished");
  }
}
