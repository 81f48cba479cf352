/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.Optimizer;
import io.github.perplexityprune.reference.Precision;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.spi.TrainingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingCheckpointsTests {
  private static final ReferenceModelConfig MODEL =
      new ReferenceModelConfig(Architecture.LLAMA, 1, 32, 2, 64, 16, 300);

  private static final List<String> TEXTS =
      IntStream.range(0, 40)
          .mapToObj(i -> "the " + i + " old kings see " + i * i + " stones")
          .toList();

  @TempDir Path folder;

  static List<TrainingConfig> trainings() {
    TrainingConfig adamW =
        TrainingConfig.defaultFor(MODEL)
            .withBatchTokens(64, 32)
            .withBudget(TrainingBudget.tokens(64 * 30))
            .withValidationShare(0);
    return List.of(adamW, adamW.withOptimizer(Optimizer.lion()).withPeakLearningRate(1e-3));
  }

  private TrainingTask task(TrainingConfig training, String digest) {
    return new TrainingTask(
        MODEL,
        training,
        ReferenceSplit.included(1),
        0,
        digest,
        TEXTS::stream,
        ContextWindows.disjoint(),
        Device.cpu(),
        Optional.of(new TrainingTask.Checkpoints(folder, Duration.ofNanos(1))),
        TrainingTask.Observation.NONE,
        progress -> {});
  }

  private static ReferenceModel train(TrainingTask task) {
    return new DjlReferenceEngine().train(task);
  }

  private Path state() {
    return folder.resolve("state.safetensors");
  }

  private long stepOfState(TrainingConfig training) {
    try (TrainingState state =
        new TrainingCheckpoints(task(training, "a"), Precision.FLOAT32).latest().orElseThrow()) {
      return state.position().step();
    }
  }

  @ParameterizedTest
  @MethodSource("trainings")
  void anyStateLeadsToTheSameWeights(TrainingConfig training) throws Exception {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    AtomicInteger copies = new AtomicInteger();
    Thread copier =
        new Thread(
            () -> {
              while (!Thread.interrupted()) {
                try {
                  Files.copy(
                      state(),
                      kept.resolve(Integer.toString(copies.get())),
                      StandardCopyOption.REPLACE_EXISTING);
                  copies.incrementAndGet();
                } catch (IOException e) {
                  Thread.onSpinWait(); // no state yet
                }
              }
            });
    copier.start();
    String undisturbed;
    try (ReferenceModel model = train(task(training, "a"))) {
      undisturbed = model.fingerprint();
    }
    copier.interrupt();
    copier.join();

    for (int copy : new int[] {0, copies.get() / 2, copies.get() - 1}) {
      Files.copy(
          kept.resolve(Integer.toString(copy)), state(), StandardCopyOption.REPLACE_EXISTING);
      assertThat(stepOfState(training)).isBetween(1L, 30L);
      try (ReferenceModel model = train(task(training, "a"))) {
        assertThat(model.fingerprint()).isEqualTo(undisturbed);
      }
    }
  }

  @Test
  void aStateOfAnotherTrainingIsRefused() {
    TrainingConfig training = trainings().get(0);
    train(task(training, "a")).close();

    assertThatThrownBy(() -> train(task(training, "b")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(state().toString())
        .hasMessageContaining("texts a")
        .hasMessageContaining("texts b");
  }

  @Test
  void aStateThatIsCutOffIsRefused() throws IOException {
    TrainingConfig training = trainings().get(0);
    train(task(training, "a")).close();
    byte[] whole = Files.readAllBytes(state());
    Files.write(state(), Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> train(task(training, "a")))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining(state().toString());
  }

  @Test
  void aHalfWrittenStateBesideAWholeOneIsIgnored() throws IOException {
    TrainingConfig training = trainings().get(0);
    String undisturbed;
    try (ReferenceModel model = train(task(training, "a"))) {
      undisturbed = model.fingerprint();
    }
    Files.writeString(folder.resolve("state.partial"), "half");

    try (ReferenceModel model = train(task(training, "a"))) {
      assertThat(model.fingerprint()).isEqualTo(undisturbed);
    }
  }
}
