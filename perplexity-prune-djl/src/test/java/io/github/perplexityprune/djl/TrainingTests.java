/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.ReferenceModelTrainingException;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.Optimizer;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.spi.TrainingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTests {
  private static final ReferenceModelConfig MODEL =
      new ReferenceModelConfig(Architecture.MPT, 1, 32, 2, 64, 16, 300);

  private static final int[] PATTERN = new SplittableRandom(3).ints(40, 0, 299).toArray();

  /** Trains on a sequence that repeats itself, and gives every step's progress. */
  private static Training.Outcome train(TrainingConfig config, List<TrainingProgress> progress) {
    PackedTokens.Writer writer = new PackedTokens.Writer(299);
    for (int i = 0; i < 50; i++) {
      writer.add(PATTERN);
    }
    try (PackedTokens tokens = writer.packed(MODEL.contextLength());
        Decoder decoder = Decoder.random(DecoderLayout.of(MODEL), Processor.cpu(), 1)) {
      TrainingTask task = task(config, Stream::of, progress::add);
      return new Training(decoder, task, tokens, TrainingCheckpoints.none(), Training.Checks.NONE)
          .run(null);
    }
  }

  private static TrainingTask task(
      TrainingConfig config, Supplier<Stream<String>> texts, Consumer<TrainingProgress> progress) {
    return new TrainingTask(
        MODEL,
        config,
        ReferenceSplit.included(1),
        0,
        "digest",
        texts,
        ContextWindows.disjoint(),
        io.github.perplexityprune.reference.Device.cpu(),
        Optional.empty(),
        TrainingTask.Observation.NONE,
        progress);
  }

  private static TrainingConfig config() {
    return TrainingConfig.defaultFor(MODEL).withPeakLearningRate(1e-2).withBatchTokens(64, 64);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void learnsWhatRepeats(TrainingConfig config) {
    Training.Outcome outcome =
        train(config.withBudget(TrainingBudget.tokens(20_000)), new ArrayList<>());

    // A model that knows nothing has a loss of ln(300) = 5.7.
    assertThat(outcome.loss()).isLessThan(2.5);
  }

  static List<TrainingConfig> optimizers() {
    return List.of(
        config(),
        config().withOptimizer(Optimizer.lion()).withPeakLearningRate(2e-3).withWeightDecay(1e-4));
  }

  @Test
  void theValidationLossIsMeasuredSevenTimesOnTheWay() {
    List<String> texts = IntStream.range(0, 200).mapToObj(i -> "text number " + i % 90).toList();
    TrainingConfig config =
        config().withBudget(TrainingBudget.tokens(6_400)).withValidationShare(0.3);
    List<TrainingProgress> progress = new ArrayList<>();
    TrainingTask task = task(config, texts::stream, progress::add);

    new DjlReferenceEngine().train(task).close();

    List<TrainingProgress> measured =
        progress.stream().filter(at -> at.validationLoss().isPresent()).toList();
    assertThat(measured).hasSize(7);
    assertThat(measured.get(0).step()).isEqualTo(13);
    assertThat(measured.get(6).validationLoss().getAsDouble())
        .isLessThan(measured.get(0).validationLoss().getAsDouble());
  }

  @Test
  void accumulatingMicroBatchesChangesTheResultByRoundingOnly() {
    TrainingConfig config = config().withBudget(TrainingBudget.tokens(1_000));

    double whole = train(config.withBatchTokens(64, 64), new ArrayList<>()).loss();
    double inParts = train(config.withBatchTokens(64, 16), new ArrayList<>()).loss();

    // Fifteen steps of float32 sums in another order.
    assertThat(inParts).isCloseTo(whole, within(1e-3));
  }

  @Test
  void budgetsAreMetToWithinAStep() {
    TrainingConfig config = config();

    assertThat(train(config.withBudget(TrainingBudget.tokens(640)), new ArrayList<>()).tokenCount())
        .isEqualTo(640);
    assertThat(train(config.withBudget(TrainingBudget.epochs(2)), new ArrayList<>()).tokenCount())
        .isBetween(2 * 50 * 41L - 64, 2 * 50 * 41L + 64);
  }

  @Test
  void theLearningRateEndsAtItsFinalShareOfThePeak() {
    List<TrainingProgress> progress = new ArrayList<>();

    train(config().withSchedule(0.1, 0.25).withBudget(TrainingBudget.tokens(640)), progress);

    TrainingProgress last = progress.get(progress.size() - 1);
    assertThat(last.step()).isEqualTo(last.stepCount()).isEqualTo(10);
    assertThat(last.learningRate()).isCloseTo(0.25e-2, within(1e-12));
  }

  @Test
  void aLossThatIsNotFiniteStopsTrainingAndNamesTheStepAndTheLastGoodOne() {
    TrainingConfig config =
        config()
            .withPeakLearningRate(1e30)
            .withSchedule(0, 0.5)
            .withMaximumGradientNorm(Double.POSITIVE_INFINITY);

    assertThatThrownBy(() -> train(config, new ArrayList<>()))
        .isInstanceOf(ReferenceModelTrainingException.class)
        .hasMessageContaining("must keep a finite loss")
        .hasMessageContaining("at step 2 of ")
        .hasMessageContaining("the last good step had a loss of 5.")
        .hasMessageContaining("lower the peak learning rate");
  }
}
