/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.ReferenceModel;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What closing and cancelling must do. */
abstract class ControlRules {
  private final EngineTrial trial;

  ControlRules(EngineTrial trial) {
    this.trial = trial;
  }

  /** A test that fails must not interrupt the next. */
  @AfterEach
  void clearTheInterruptFlag() {
    Thread.interrupted();
  }

  private static void assertCancels(ThrowingCallable work) {
    assertThatThrownBy(work).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).as("the interrupt flag after cancellation").isTrue();
  }

  @Test
  @DisplayName("may close a model again and again")
  void closesMoreThanOnce() {
    ReferenceModel model = trial.train(trial.briefTraining());
    model.close();

    assertThatCode(model::close).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("refuses to score with a closed model")
  void refusesToScoreAfterClose() {
    ReferenceModel model = trial.train(trial.briefTraining());
    model.close();

    assertThatThrownBy(() -> model.score(Document.of("late", "text")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> RecordedOutcomes.of(model, EngineTrial.documents()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("does not train on an interrupted thread, and can train afterwards")
  void cancelsTrainingAtOnce() {
    Thread.currentThread().interrupt();

    assertCancels(() -> trial.train(trial.briefTraining()).close());

    assertThatCode(() -> trial.train(trial.briefTraining()).close()).doesNotThrowAnyException();
  }

  @Test
  @DisplayName(
      "cancels training when its thread is interrupted while texts are read, and closes these")
  void cancelsTrainingWhileReading() {
    AtomicInteger open = new AtomicInteger();

    assertCancels(
        () ->
            trial
                .train(
                    trial.briefTraining(),
                    () -> {
                      open.incrementAndGet();
                      return EngineTrial.trainingTexts().stream()
                          .onClose(open::decrementAndGet)
                          .peek(text -> Thread.currentThread().interrupt());
                    },
                    progress -> {})
                .close());
    assertThat(open).hasValue(0);
  }

  @Test
  @DisplayName("does not score on an interrupted thread, and can score afterwards")
  void cancelsScoringAtOnce() {
    ReferenceModel model = trial.trained();
    Thread.currentThread().interrupt();

    assertCancels(() -> RecordedOutcomes.of(model, EngineTrial.documents()));

    assertThat(RecordedOutcomes.of(model, EngineTrial.documents()).ids())
        .hasSameSizeAs(EngineTrial.documents());
  }

  @Test
  @DisplayName("cancels scoring when its thread is interrupted meanwhile")
  void cancelsScoringWhileReading() {
    ReferenceModel model = trial.trained();
    Iterator<Document> many =
        IntStream.range(0, 5_000)
            .mapToObj(i -> Document.of(Integer.toString(i), "the old king sees a stone."))
            .peek(
                document -> {
                  if (document.id().equals("5")) {
                    Thread.currentThread().interrupt();
                  }
                })
            .iterator();

    assertCancels(() -> model.scoreAll(many, new RecordedOutcomes()));
  }
}
