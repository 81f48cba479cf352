/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import com.google.common.collect.ImmutableSet;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.Optimizer;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.TrainingConfig;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs' mathematics, checked against itself and against formulas. */
class DecoderTests {
  /** Float32 sums in another order. */
  private static final double ROUNDING = 1e-5;

  private static final int VOCABULARY = 300;

  private static ReferenceModelConfig config(Architecture architecture) {
    return new ReferenceModelConfig(architecture, 2, 32, 4, 48, 64, VOCABULARY);
  }

  private static Decoder decoder(Architecture architecture) {
    return Decoder.random(DecoderLayout.of(config(architecture)), Processor.cpu(), 7);
  }

  private static int[] tokens(int count, long seed) {
    return new SplittableRandom(seed).ints(count, 0, VOCABULARY).toArray();
  }

  @ParameterizedTest
  @EnumSource
  void aWindowsScoresDoNotDependOnItsNeighbours(Architecture architecture) {
    int[] first = tokens(40, 1);
    int[] second = tokens(17, 2);
    WindowBatch together = new WindowBatch();
    together.add(0, second, 0, second.length);
    together.add(0, first, 0, first.length);
    together.add(0, second, 0, 1);
    WindowBatch alone = new WindowBatch();
    alone.add(0, first, 0, first.length);

    try (Decoder decoder = decoder(architecture)) {
      float[] packed = decoder.score(together);
      float[] single = decoder.score(alone);

      for (int i = 0; i < single.length; i++) {
        assertThat((double) packed[second.length + i])
            .isCloseTo(single[i], within(ROUNDING * single[i]));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 2048, 4100})
  void theLikeliestTokenIsTheOneOfTheLeastLoss(int vocabularySize) {
    ReferenceModelConfig config =
        new ReferenceModelConfig(Architecture.LLAMA, 1, 16, 2, 16, 16, vocabularySize);
    WindowBatch allTokens = new WindowBatch();
    for (int token = 0; token < vocabularySize; token++) {
      allTokens.add(7, new int[] {token}, 0, 1);
    }

    try (Decoder decoder = Decoder.random(DecoderLayout.of(config), Processor.cpu(), 5)) {
      float[] losses = decoder.score(allTokens);
      float[] judged = decoder.judge(allTokens);

      int likeliest = 0;
      for (int token = 0; token < vocabularySize; token++) {
        likeliest = losses[token] < losses[likeliest] ? token : likeliest;
      }
      for (int token = 0; token < vocabularySize; token++) {
        assertThat(judged[2 * token]).isEqualTo(losses[token]);
        assertThat(judged[2 * token + 1]).isEqualTo(token == likeliest ? 1f : 0f);
      }
    }
  }

  static List<DecoderConfig> families() {
    DecoderConfig gpt2 =
        new DecoderConfig(
            Family.GPT2,
            2,
            32,
            DecoderConfig.Attention.of(4, 4, 8),
            48,
            Activation.GELU_TANH,
            new Positions.Learned(),
            1e-5,
            64,
            VOCABULARY,
            ImmutableSet.of(
                DecoderConfig.Trait.QUERY_BIAS,
                DecoderConfig.Trait.OUTPUT_BIAS,
                DecoderConfig.Trait.FEED_FORWARD_BIAS));
    return List.of(
        DecoderConfig.of(config(Architecture.MPT)),
        DecoderConfig.of(config(Architecture.LLAMA)),
        gpt2);
  }

  /** Memory that Java may have freed is written over, as far as a test can see to that. */
  private static List<ByteBuffer> overwriteFreedMemory() {
    System.gc();
    byte[] nonsense = new byte[1 << 14];
    Arrays.fill(nonsense, (byte) 0x7F);
    return Stream.generate(() -> ByteBuffer.allocateDirect(nonsense.length).put(nonsense))
        .limit(200)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("families")
  void weightsThatWerePackedBeforeTheyAreFrozenAreKeptOnce(DecoderConfig config) {
    assertMatricesAreKeptOnce(config, decoder -> {});
  }

  @ParameterizedTest
  @MethodSource("families")
  void weightsThatArePackedAfterTheyAreFrozenAreKeptOnce(DecoderConfig config) {
    assertMatricesAreKeptOnce(config, decoder -> decoder.weights().changed());
  }

  /** Scores, does something, freezes and scores again. */
  private static void assertMatricesAreKeptOnce(DecoderConfig config, Consumer<Decoder> before) {
    DecoderLayout layout = DecoderLayout.of(config);
    WindowBatch batch = new WindowBatch();
    batch.add(0, tokens(9, 3), 0, 9);

    try (Decoder decoder = Decoder.random(layout, Processor.cpu(), 4)) {
      List<NDArray> plain = List.copyOf(decoder.weights().plain());
      List<float[]> values = plain.stream().map(NDArray::toFloatArray).toList();
      float[] scores = decoder.score(batch);
      before.accept(decoder);
      decoder.weights().freeze();

      assertThat(decoder.score(batch)).isEqualTo(scores);
      List<ByteBuffer> garbage = overwriteFreedMemory();
      assertThat(decoder.score(batch)).isEqualTo(scores);
      assertThat(garbage).isNotEmpty();
      for (int i = 0; i < plain.size(); i++) {
        String name = layout.tensors().get(i).name();
        assertThat(decoder.weights().values(i)).as(name).isEqualTo(values.get(i));
        assertThat(((PtNDArray) plain.get(i)).isReleased())
            .as(name + " in its first layout is closed")
            .isEqualTo(layout.isBlockMatrix(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPassOfOneTokenIsScored(Architecture architecture) {
    int[] ids = tokens(2, 8);
    WindowBatch one = new WindowBatch();
    one.add(0, ids, 0, 1);
    WindowBatch two = new WindowBatch();
    two.add(0, ids, 0, 2);

    try (Decoder decoder = decoder(architecture)) {
      float[] alone = decoder.score(one);
      float[] first = decoder.score(two);

      assertThat(alone).hasSize(1);
      assertThat((double) alone[0]).isCloseTo(first[0], within(ROUNDING * first[0]));
    }
  }

  @ParameterizedTest
  @EnumSource
  void changedWeightsAreScoredAnew(Architecture architecture) {
    WindowBatch batch = new WindowBatch();
    batch.add(0, tokens(20, 9), 0, 20);

    try (Decoder decoder = decoder(architecture)) {
      double before = sum(decoder.score(batch));
      decoder.weights().plain().forEach(weight -> weight.muli(0));
      decoder.weights().changed();
      double after = sum(decoder.score(batch));

      assertThat(before).isNotCloseTo(after, within(ROUNDING * before));
      assertThat(after).isCloseTo(20 * Math.log(VOCABULARY), within(ROUNDING * after));
    }
  }

  @ParameterizedTest
  @EnumSource
  void loadsWhereThereIsNoOneDnn(Architecture architecture) {
    DecoderConfig config = DecoderConfig.of(config(architecture));

    try (DecoderProgram plain =
        DecoderProgram.load(config, Processor.cpu(), DecoderProgram.KERNELS)) {
      assertThat(plain.manager().isOpen()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalWindowsAreScoredAsUnequalOnesAre(Architecture architecture) {
    int[] ids = tokens(60, 3);
    WindowBatch equal = new WindowBatch();
    equal.add(0, ids, 0, 30);
    equal.add(0, ids, 30, 60);
    WindowBatch unequal = new WindowBatch();
    unequal.add(0, ids, 0, 30);
    unequal.add(0, ids, 30, 60);
    unequal.add(0, ids, 5, 10);

    try (Decoder decoder = decoder(architecture)) {
      float[] expected = decoder.score(unequal);
      float[] scores = decoder.score(equal);

      for (int i = 0; i < scores.length; i++) {
        assertThat((double) scores[i]).isCloseTo(expected[i], within(ROUNDING * expected[i]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTokenIsScoredFromThoseBeforeItOnly(Architecture architecture) {
    int[] ids = tokens(20, 4);
    int[] changed = ids.clone();
    changed[12] = (changed[12] + 1) % VOCABULARY;
    WindowBatch before = new WindowBatch();
    before.add(0, ids, 0, ids.length);
    WindowBatch after = new WindowBatch();
    after.add(0, changed, 0, changed.length);

    try (Decoder decoder = decoder(architecture)) {
      float[] original = decoder.score(before);
      float[] altered = decoder.score(after);

      for (int i = 0; i < 12; i++) {
        assertThat((double) altered[i]).isCloseTo(original[i], within(ROUNDING * original[i]));
      }
      assertThat(Math.abs(altered[13] - original[13])).isGreaterThan(1e-4f);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsAgreeWithDifferencesOfTheLoss(Architecture architecture) {
    WindowBatch batch = new WindowBatch();
    batch.add(0, tokens(30, 5), 0, 30);
    batch.add(0, tokens(11, 6), 0, 11);

    try (Decoder decoder = decoder(architecture);
        NDManager scope = decoder.manager().newSubManager()) {
      NDList gradients = new NDList();
      decoder.weights().plain().forEach(weight -> gradients.add(weight.zerosLike()));
      gradients.attach(scope);
      double loss;
      try (Decoder.Gradients found = decoder.gradients(batch)) {
        loss = found.addTo(gradients);
      }

      assertThat(loss).isCloseTo(sum(decoder.score(batch)), within(ROUNDING * loss));
      for (int w = 0; w < decoder.weights().plain().size(); w++) {
        String name = decoder.layout().tensors().get(w).name();
        NDArray weight = decoder.weights().plain().get(w);
        NDArray gradient = gradients.get(w);
        double norm = gradient.norm().getFloat();
        // A step along the gradient changes the loss by its length times the gradient's norm.
        float step = (float) (0.002 / norm);
        weight.addi(gradient.mul(step));
        decoder.weights().changed();
        double up = sum(decoder.score(batch));
        weight.subi(gradient.mul(2 * step));
        decoder.weights().changed();
        double down = sum(decoder.score(batch));
        weight.addi(gradient.mul(step));
        // 2% for the curvature over the step and for float32 losses of about 250 nats.
        assertThat((up - down) / (2 * step))
            .as(name)
            .isCloseTo(norm * norm, within(0.02 * norm * norm));
      }
    }
  }

  @Test
  void lionMovesEveryWeightByTheLearningRateAgainstItsMomentumAndDecaysIt() {
    TrainingConfig config =
        TrainingConfig.defaultFor(config(Architecture.MPT))
            .withOptimizer(new Optimizer.Lion(0.9, 0.99))
            .withPeakLearningRate(0.01)
            .withWeightDecay(0.1);
    try (Decoder decoder = decoder(Architecture.MPT);
        NDManager scope = decoder.manager().newSubManager()) {
      OptimizerState state = new OptimizerState(decoder, config, scope, null);
      float[] before = decoder.weights().plain().get(3).toFloatArray();
      state.gradients().forEach(gradient -> gradient.addi(3));
      state.gradients().get(3).muli(-1);
      state.step(/* learningRate= */ 0.005, /* divisor= */ 1, /* gradientNorm= */ 1e-9);
      float[] after = decoder.weights().plain().get(3).toFloatArray();

      for (int i = 0; i < before.length; i++) {
        // Half the peak learning rate, so half the decay; the gradient is negative, so the weight
        // grows.
        assertThat((double) after[i]).isCloseTo(before[i] * (1 - 0.05) + 0.005, within(1e-6));
      }
      assertThat(state.gradients().get(3).norm().getFloat()).isZero();
    }
  }

  @Test
  void alibiSlopesFollowMptForAnyNumberOfHeads() {
    assertThat(slopes(4)).containsExactly(1 / 4f, 1 / 16f, 1 / 64f, 1 / 256f);
    assertThat(slopes(3)).containsExactly(1 / 16f, 1 / 256f, 1 / 4f);
    assertThat(slopes(1)).containsExactly(1 / 256f);
  }

  private static float[] slopes(int heads) {
    return new Positions.Alibi(Positions.Alibi.DEFAULT_MAXIMUM_BIAS).slopes(heads);
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }
}
