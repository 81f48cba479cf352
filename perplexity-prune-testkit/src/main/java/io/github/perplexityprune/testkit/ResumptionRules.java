/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training into a folder must do. */
abstract class ResumptionRules {
  private static final List<String> TEXTS = EngineTrial.trainingTexts();

  private final EngineTrial trial;

  @TempDir Path parent;

  ResumptionRules(EngineTrial trial) {
    this.trial = trial;
  }

  private ReferenceModelTrainer.Builder trainer(TrainingConfig training) {
    return ReferenceModelTrainer.builder()
        .model(trial.model())
        .training(training)
        .split(ReferenceSplit.included(1))
        .device(trial.device())
        .engine(trial.engine());
  }

  private ReferenceModelTrainer into(Path folder, TrainingConfig training) {
    return trainer(training).checkpoints(folder).checkpointInterval(Duration.ofMillis(1)).build();
  }

  private static ReferenceModel train(ReferenceModelTrainer trainer, List<String> texts) {
    return trainer.train(DocumentSource.ofTexts(texts));
  }

  private String undisturbed(TrainingConfig training) {
    try (ReferenceModel model = train(trainer(training).build(), TEXTS)) {
      return model.fingerprint();
    }
  }

  /** Trains, but is interrupted after a while if it is not done by then. */
  private static void trainFor(Duration time, ReferenceModelTrainer trainer) {
    Alarm alarm = new Alarm(time);
    try {
      train(trainer, TEXTS).close();
    } catch (CancellationException e) {
      assertThat(e).hasMessageContaining("interrupt");
    } finally {
      alarm.stop();
      Thread.interrupted();
    }
  }

  /** Interrupts the thread that set it, unless that stops it in time. */
  private static final class Alarm {
    private final Thread thread = Thread.currentThread();
    private boolean set = true;

    Alarm(Duration time) {
      CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS).execute(this::ring);
    }

    private synchronized void ring() {
      if (set) {
        thread.interrupt();
      }
    }

    synchronized void stop() {
      set = false;
    }
  }

  @Test
  @DisplayName("goes on to the very same model when it was cut off, however often")
  void goesOnToTheSameModel() {
    Path folder = parent.resolve("model");
    ReferenceModelTrainer trainer = into(folder, trial.training());

    for (int millis : new int[] {0, 50, 100, 200, 300}) {
      trainFor(Duration.ofMillis(millis), trainer);
    }

    try (ReferenceModel model = train(trainer, TEXTS)) {
      assertThat(model.fingerprint()).isEqualTo(undisturbed(trial.training()));
    }
  }

  @Test
  @DisplayName("opens the finished model instead of training it again")
  void opensTheFinishedModel() {
    ReferenceModelTrainer trainer = into(parent.resolve("model"), trial.briefTraining());
    AtomicInteger steps = new AtomicInteger();
    PruneListener listener =
        new PruneListener() {
          @Override
          public void training(TrainingProgress progress) {
            steps.incrementAndGet();
          }
        };
    train(trainer, TEXTS).close();

    try (ReferenceModel model = trainer.trainFold(DocumentSource.ofTexts(TEXTS), 0, listener)) {
      assertThat(steps).hasValue(0);
      assertThat(model.fingerprint()).isEqualTo(undisturbed(trial.briefTraining()));
    }
  }

  @Test
  @DisplayName("leaves nothing but the model")
  void leavesNothingButTheModel() {
    Path folder = parent.resolve("model");

    train(into(folder, trial.briefTraining()), TEXTS).close();

    assertThat(parent).isDirectoryNotContaining(path -> !path.equals(folder));
    trial.engine().load(folder, trial.device()).close();
  }

  @Test
  @DisplayName("refuses a file in the folder's place before it trains")
  void refusesAFile() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "no folder");

    assertThatThrownBy(() -> train(into(file, trial.briefTraining()), TEXTS))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(file.toString());
    assertThat(parent).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  @DisplayName("refuses a folder that holds the model of another training, and says what differs")
  void refusesAnotherTraining() {
    Path folder = parent.resolve("model");
    train(into(folder, trial.briefTraining()), TEXTS).close();

    assertThatThrownBy(() -> train(into(folder, trial.briefTraining().withSeed(99)), TEXTS))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("seed=99");
    assertThatThrownBy(() -> train(into(folder, trial.briefTraining()), TEXTS.subList(0, 50)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("digest of the texts");
  }
}
