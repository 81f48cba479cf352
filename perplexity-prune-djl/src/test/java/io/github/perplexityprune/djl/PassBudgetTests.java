/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PassBudgetTests {
  private final PassBudget budget = PassBudget.of(Device.gpu());

  /** Windows of 100 tokens; each token's number is the token. */
  private static WindowBatch windows(int count) {
    int[] tokens = IntStream.range(0, 100 * count).toArray();
    WindowBatch batch = new WindowBatch();
    for (int i = 0; i < count; i++) {
      batch.add(-1, tokens, 100 * i, 100 * (i + 1));
    }
    return batch;
  }

  /** A device with room for some tokens. */
  private static float[] pass(WindowBatch batch, int room) {
    if (batch.tokenCount() > room) {
      throw new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB");
    }
    float[] targets = new float[batch.tokenCount()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = batch.targets()[i];
    }
    assertThat(batch.offsets()).startsWith(0).endsWith(batch.tokenCount());
    assertThat(batch.inputs()).startsWith(-1);
    return targets;
  }

  @Test
  void aPassThatDoesNotFitIsRunInPartsAndLaterOnesAreSmaller() {
    float[] numbers = budget.run(windows(11), batch -> pass(batch, 350));

    assertThat(numbers).hasSize(1100);
    for (int i = 0; i < numbers.length; i++) {
      assertThat(numbers[i]).isEqualTo(i);
    }
    assertThat(budget.tokens()).isBetween(200, 350);
  }

  @Test
  void aWindowThatDoesNotFitIsAFailure() {
    assertThatThrownBy(() -> budget.run(windows(3), batch -> pass(batch, 99)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("out of memory");
  }

  @Test
  void anotherFailureIsNotTriedAgain() {
    int before = budget.tokens();

    assertThatThrownBy(
            () ->
                budget.run(
                    windows(3),
                    batch -> {
                      throw new EngineException("a damaged driver");
                    }))
        .hasMessage("a damaged driver");
    assertThat(budget.tokens()).isEqualTo(before);
  }
}
