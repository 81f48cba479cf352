/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.spi.TrainingTask.Observation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What training must do. */
abstract class TrainingRules {
  private final EngineTrial trial;

  TrainingRules(EngineTrial trial) {
    this.trial = trial;
  }

  private static TrainingReport report(ReferenceModel model) {
    return model.training().orElseThrow();
  }

  @Test
  @DisplayName("gives a model of the shape asked for")
  void givesTheShapeAskedFor() {
    assertThat(trial.trained().contextLength()).isEqualTo(trial.model().contextLength());
    assertThat(trial.trained().parameterCount()).isPositive();
  }

  @Test
  @DisplayName("reports the task it was given")
  void reportsItsTask() {
    TrainingReport report = report(trial.trained());

    assertThat(report.model()).isEqualTo(trial.model());
    assertThat(report.training()).isEqualTo(trial.training());
    assertThat(report.split()).isEqualTo(trial.split());
    assertThat(report.fold()).isEqualTo(trial.fold());
  }

  @Test
  @DisplayName("reports how much it did")
  void reportsHowMuchItDid() {
    TrainingReport report = report(trial.trained());

    assertThat(report.documentCount()).isBetween(1L, EngineTrial.trainingTexts().size() - 1L);
    assertThat(report.splitTokenCount()).isGreaterThanOrEqualTo(report.documentCount());
    assertThat(report.stepCount()).isPositive();
    assertThat(report.trainingLoss()).isFinite().isPositive();
    assertThat(report.duration()).isPositive();
  }

  @Test
  @DisplayName(
      "gives text of its language a mean negative log-likelihood at least a tenth lower than its"
          + " characters shuffled")
  void learns() {
    for (String text : ToyLanguage.texts(8, 3)) {
      double likely = mean(trial.trained(), text);
      double shuffled = mean(trial.trained(), ToyLanguage.shuffled(text));

      assertThat(likely).as(text).isLessThan(0.9 * shuffled);
    }
  }

  private static double mean(ReferenceModel model, String text) {
    return model.score(Document.of("text", text)).meanNegativeLogLikelihood();
  }

  @Test
  @DisplayName("gives the same fingerprint and the same scores for the same task")
  void isReproducible() {
    try (ReferenceModel first = trial.train(trial.briefTraining());
        ReferenceModel second = trial.train(trial.briefTraining())) {
      assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
      assertThat(RecordedOutcomes.of(second, EngineTrial.documents()).scores())
          .isEqualTo(RecordedOutcomes.of(first, EngineTrial.documents()).scores());
    }
  }

  @Test
  @DisplayName("gives another fingerprint for another seed")
  void dependsOnTheSeed() {
    TrainingConfig config = trial.briefTraining();

    try (ReferenceModel one = trial.train(config.withSeed(1));
        ReferenceModel other = trial.train(config.withSeed(2))) {
      assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }
  }

  @Test
  @DisplayName("gives another fingerprint for other texts")
  void dependsOnTheTexts() {
    TrainingConfig config = trial.briefTraining();
    List<String> others = ToyLanguage.texts(60, 4);

    try (ReferenceModel one = trial.train(config);
        ReferenceModel other = trial.train(config, others::stream, progress -> {})) {
      assertThat(other.fingerprint()).isNotEqualTo(one.fingerprint());
    }
  }

  @Test
  @DisplayName("measures documents it set aside against the entropy of their tokens")
  void validates() {
    TrainingReport report = report(trial.trained());

    assertThat(report.validationLoss().orElseThrow()).isFinite().isPositive();
    assertThat(report.unigramEntropy().orElseThrow())
        .isPositive()
        .isLessThanOrEqualTo(Math.log(trial.model().vocabularySize()));
  }

  @Test
  @DisplayName("uses every document when none is to be set aside")
  void usesEveryDocument() {
    try (ReferenceModel model = trial.train(trial.briefTraining().withValidationShare(0))) {
      assertThat(report(model).documentCount()).isEqualTo(EngineTrial.trainingTexts().size());
      assertThat(report(model).validationLoss()).isEmpty();
      assertThat(report(model).unigramEntropy()).isEmpty();
    }
  }

  @Test
  @DisplayName("needs no more than one text of one character")
  void trainsOnOneCharacter() {
    try (ReferenceModel model =
        trial.train(trial.briefTraining(), () -> Stream.of("a"), progress -> {})) {
      assertThat(report(model).documentCount()).isEqualTo(1);
      assertThat(mean(model, "a")).isFinite();
    }
  }

  @Test
  @DisplayName("takes as many tokens as its budget, to the nearest step")
  void keepsToItsBudget() {
    long budget = 700;
    TrainingConfig config = trial.briefTraining().withBudget(TrainingBudget.tokens(budget));

    try (ReferenceModel model = trial.train(config)) {
      assertThat(report(model).tokenCount())
          .isCloseTo(budget, within(128L + trial.model().contextLength()));
    }
  }

  @Test
  @DisplayName("tells of steps that rise to the last, with tokens, a rate and no time remaining")
  void tellsOfProgress() {
    List<TrainingProgress> told = new ArrayList<>();
    try (ReferenceModel model =
        trial.train(trial.briefTraining(), EngineTrial.trainingTexts()::stream, told::add)) {
      assertThat(told).isNotEmpty();
      assertThat(told)
          .extracting(TrainingProgress::step)
          .isSorted()
          .doesNotHaveDuplicates()
          .allMatch(step -> step >= 1);
      assertThat(told).extracting(TrainingProgress::tokens).isSorted();
      assertThat(told)
          .allSatisfy(
              progress -> {
                assertThat(progress.stepCount()).isEqualTo(report(model).stepCount());
                assertThat(progress.tokens()).isBetween(1L, progress.tokenCount());
                assertThat(progress.tokensPerSecond()).isPositive();
                assertThat(progress.loss()).isFinite();
              });
      TrainingProgress last = told.get(told.size() - 1);
      assertThat(last.step()).isEqualTo(last.stepCount());
      assertThat(last.tokens()).isEqualTo(report(model).tokenCount());
      assertThat(last.remaining()).isEqualTo(Duration.ZERO);
    }
  }

  @Test
  @DisplayName("tells of progress and reads texts on the calling thread")
  void staysOnTheCallingThread() {
    Set<Thread> threads = new HashSet<>();

    trial
        .train(
            trial.briefTraining(),
            () ->
                EngineTrial.trainingTexts().stream().peek(t -> threads.add(Thread.currentThread())),
            progress -> threads.add(Thread.currentThread()))
        .close();

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  @DisplayName("ends with the exception of who is told of its progress")
  void passesOnAnExceptionOfTheListener() {
    IllegalStateException thrown = new IllegalStateException("enough");

    assertThatThrownBy(
            () ->
                trial.train(
                    trial.briefTraining(),
                    EngineTrial.trainingTexts()::stream,
                    progress -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
  }

  @Test
  @DisplayName("closes every stream of texts it opens")
  void closesTexts() {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger opened = new AtomicInteger();

    trial
        .train(
            trial.briefTraining(),
            () -> {
              open.incrementAndGet();
              opened.incrementAndGet();
              return EngineTrial.trainingTexts().stream().onClose(open::decrementAndGet);
            },
            progress -> {})
        .close();

    assertThat(opened).hasPositiveValue();
    assertThat(open).hasValue(0);
  }

  @Test
  @DisplayName("ends with the exception of reading the texts, and closes them")
  void passesOnAnExceptionOfReading() {
    UncheckedIOException thrown = new UncheckedIOException(new IOException("gone"));
    AtomicInteger open = new AtomicInteger();

    assertThatThrownBy(
            () ->
                trial.train(
                    trial.briefTraining(),
                    () -> {
                      open.incrementAndGet();
                      return EngineTrial.trainingTexts().stream()
                          .onClose(open::decrementAndGet)
                          .peek(
                              text -> {
                                throw thrown;
                              });
                    },
                    progress -> {}))
        .isSameAs(thrown);
    assertThat(open).hasValue(0);
  }

  @Test
  @DisplayName("shows the model as often as asked, evenly, and never the finished one")
  void showsTheModel() {
    List<TrainingProgress> shown = new ArrayList<>();
    Observation observation =
        new Observation(
            3,
            (progress, model) -> {
              shown.add(progress);
              assertThat(model.score(EngineTrial.longDocument()).negativeLogLikelihood())
                  .isFinite();
            });

    trial.observed(trial.briefTraining(), observation).close();

    assertThat(shown)
        .extracting(progress -> (double) progress.step() / progress.stepCount())
        .containsExactly(0.25, 0.5, 0.75);
  }

  @Test
  @DisplayName("gives the same model whether it is shown or not")
  void isNotChangedByBeingShown() {
    TrainingConfig config = trial.briefTraining();
    Observation observation =
        new Observation(2, (progress, model) -> model.score(EngineTrial.longDocument()));

    try (ReferenceModel plain = trial.train(config);
        ReferenceModel shown = trial.observed(config, observation)) {
      assertThat(shown.fingerprint()).isEqualTo(plain.fingerprint());
    }
  }

  @Test
  @DisplayName("shows a model that scores as it is then, and no longer once its observer returns")
  void showsTheModelForAWhile() {
    Document document = EngineTrial.longDocument();
    List<ReferenceModel> models = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    Observation observation =
        new Observation(
            1,
            (progress, model) -> {
              models.add(model);
              scores.add(model.score(document).negativeLogLikelihood());
              model.close();
            });

    try (ReferenceModel trained = trial.observed(trial.briefTraining(), observation)) {
      assertThat(scores).hasSize(1);
      assertThat(trained.score(document).negativeLogLikelihood()).isLessThan(scores.get(0));
      assertThatThrownBy(() -> models.get(0).score(document))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  @DisplayName("ends with the exception of who is shown the model")
  void passesOnAnExceptionOfTheObserver() {
    IllegalStateException thrown = new IllegalStateException("enough");
    Observation observation =
        new Observation(
            1,
            (progress, model) -> {
              throw thrown;
            });

    assertThatThrownBy(() -> trial.observed(trial.briefTraining(), observation)).isSameAs(thrown);
  }
}
