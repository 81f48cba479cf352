/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.Forecast;
import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.score.PerplexityScore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run would take is known before it. */
class ForecastTests {
  private static final DocumentSource<String> SOURCE =
      DocumentSource.ofTexts(ToyLanguage.texts(400, 1));

  private static Forecast forecast(ReferenceSplit split, TrainingBudget budget) {
    ReferenceModelConfig model = ReferenceModelConfig.tiny();
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(model)
            .training(TrainingConfig.defaultFor(model).withBudget(budget))
            .split(split)
            .engine(new BigramReferenceEngine())
            .build();
    return Pruner.builder().reference(trainer).build().forecast(SOURCE);
  }

  @Test
  void estimatesTheTokensOfARealRun() {
    ReferenceSplit split = ReferenceSplit.excluded(0.5);
    long scored =
        Pruner.builder()
            .reference(
                ReferenceModelTrainer.builder()
                    .model(ReferenceModelConfig.tiny())
                    .split(split)
                    .engine(new BigramReferenceEngine())
                    .build())
            .score(SOURCE)
            .scores()
            .documentCount();

    Forecast forecast = forecast(split, TrainingBudget.wholeSplit());

    assertThat(forecast.documentCount()).isBetween(scored * 4 / 10, scored * 6 / 10);
    // Half of the documents train and half are scored, all of one toy language.
    assertThat((double) forecast.trainingTokens())
        .isCloseTo(forecast.scoringTokens(), within(0.3 * forecast.scoringTokens()));
    assertThat(forecast.trainingTokensPerSecond()).isPositive();
    assertThat(forecast.scoringTokensPerSecond()).isPositive();
  }

  @Test
  void countsEveryTrainingOfACrossFittedSplit() {
    TrainingBudget budget = TrainingBudget.tokens(1_000_000);

    assertThat(forecast(ReferenceSplit.crossFitted(3), budget).trainingTokens())
        .isEqualTo(3_000_000);
    assertThat(forecast(ReferenceSplit.excluded(0.5), budget).trainingTokens())
        .isEqualTo(1_000_000);
  }

  @Test
  void trainsNothingForAScorerThatIsReady() {
    List<String> texts = List.of("12345678", "", "1234", "12345678");

    Forecast forecast =
        Pruner.builder()
            .scorer(document -> new PerplexityScore(1, document.text().length() / 2, 1))
            .build()
            .forecast(DocumentSource.ofTexts(texts));

    assertThat(forecast.documentCount()).isEqualTo(3);
    assertThat(forecast.scoringTokens()).isEqualTo(10);
    assertThat(forecast.trainingTokens()).isZero();
    assertThat(forecast.training()).isZero();
    assertThat(forecast.total()).isEqualTo(forecast.scoring());
  }

  @Test
  void durationsAreTokensByRate() {
    Forecast forecast = new Forecast(10, 3_000, 1_000, 5_000, 10_000);

    assertThat(forecast.training()).isEqualTo(Duration.ofSeconds(3));
    assertThat(forecast.scoring()).isEqualTo(Duration.ofMillis(500));
    assertThat(forecast.total()).isEqualTo(Duration.ofMillis(3_500));
  }

  @Test
  void refusesASourceWithoutText() {
    Pruner pruner = Pruner.builder().scorer(document -> PerplexityScore.ofPerplexity(2)).build();

    assertThatThrownBy(() -> pruner.forecast(DocumentSource.ofTexts(List.of("", ""))))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageContaining("must have documents to score");
  }

  @Test
  void saysWhyWhenNoneOfTheSampleCanBeScored() {
    Pruner pruner =
        Pruner.builder()
            .scorer(
                document -> {
                  throw new ScoringException("broken");
                })
            .build();

    assertThatThrownBy(() -> pruner.forecast(DocumentSource.ofTexts(List.of("text"))))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("broken");
  }
}
