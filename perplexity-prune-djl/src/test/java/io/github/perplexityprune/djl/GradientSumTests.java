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
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.TrainingConfig;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GradientSumTests {
  private static final int ROW_TOKENS = 32;
  private static final int ROWS = 21;

  /** Float32 sums in another order, relative to the gradient's norm. */
  private static final double ROUNDING = 1e-5;

  private final int[] tokens = new SplittableRandom(1).ints(ROWS * ROW_TOKENS, 0, 300).toArray();

  private static ReferenceModelConfig config(Architecture architecture) {
    return new ReferenceModelConfig(architecture, 2, 32, 4, 48, ROW_TOKENS, 300);
  }

  private static Decoder decoder(Architecture architecture) {
    return Decoder.random(DecoderLayout.of(config(architecture)), Processor.cpu(), 7);
  }

  @ParameterizedTest
  @EnumSource
  void partsAddUpToTheGradientsOfAllRowsAtOnce(Architecture architecture) {
    try (Decoder decoder = decoder(architecture);
        NDManager scope = decoder.manager().newSubManager()) {
      WindowBatch all = new WindowBatch();
      IntStream.range(0, ROWS).forEach(row -> addRow(row, all));
      NDList expected = zeros(decoder, scope);
      double expectedLoss;
      try (Decoder.Gradients found = decoder.gradients(all)) {
        expectedLoss = found.addTo(expected);
      }

      NDList summed = zeros(decoder, scope);
      double loss = sum(decoder, summed);

      assertThat(loss).isCloseTo(expectedLoss, within(ROUNDING * expectedLoss));
      for (int i = 0; i < summed.size(); i++) {
        double norm = expected.get(i).norm().getFloat();
        double difference = summed.get(i).sub(expected.get(i)).norm().getFloat();
        assertThat(difference)
            .as(decoder.layout().tensors().get(i).name())
            .isLessThan(ROUNDING * norm);
      }
    }
  }

  @Test
  void theSameRowsGiveTheSameBits() {
    try (Decoder decoder = decoder(Architecture.MPT);
        NDManager scope = decoder.manager().newSubManager()) {
      NDList first = zeros(decoder, scope);
      NDList second = zeros(decoder, scope);

      double loss = sum(decoder, first);
      double lossAgain = sum(decoder, second);

      assertThat(loss).isEqualTo(lossAgain);
      for (int i = 0; i < first.size(); i++) {
        assertThat(first.get(i).toFloatArray()).isEqualTo(second.get(i).toFloatArray());
      }
    }
  }

  private double sum(Decoder decoder, NDList gradients) {
    TrainingConfig training =
        TrainingConfig.defaultFor(config(Architecture.MPT))
            .withBatchTokens(ROWS * ROW_TOKENS, ROWS * ROW_TOKENS);
    int[] next = {0};
    try (GradientSum sum = new GradientSum(decoder, training, ROW_TOKENS)) {
      return sum.add(ROWS, batch -> addRow(next[0]++, batch), gradients);
    }
  }

  private void addRow(int row, WindowBatch batch) {
    batch.add(0, tokens, row * ROW_TOKENS, (row + 1) * ROW_TOKENS);
  }

  private static NDList zeros(Decoder decoder, NDManager scope) {
    NDList zeros = new NDList();
    for (NDArray weight : decoder.weights().plain()) {
      zeros.add(scope.zeros(weight.getShape()));
    }
    return zeros;
  }
}
