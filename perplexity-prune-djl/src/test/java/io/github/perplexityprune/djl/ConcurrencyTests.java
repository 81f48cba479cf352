/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrencyTests {

  @Test
  void modelsThatTrainAtTheSameTimeDoNotDisturbEachOther() {
    String alone = fingerprint(1);
    String otherAlone = fingerprint(2);

    CompletableFuture<String> together = CompletableFuture.supplyAsync(() -> fingerprint(1));
    CompletableFuture<String> otherTogether = CompletableFuture.supplyAsync(() -> fingerprint(2));

    assertThat(together.join()).isEqualTo(alone);
    assertThat(otherTogether.join()).isEqualTo(otherAlone).isNotEqualTo(alone);
  }

  /**
   * The fingerprint of a model trained for some dozen steps, which depends on every bit of its
   * weights.
   */
  private static String fingerprint(long seed) {
    ReferenceModelConfig config = new ReferenceModelConfig(Architecture.MPT, 2, 32, 4, 64, 32, 512);
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(config)
            .training(TrainingConfig.defaultFor(config).withSeed(seed).withBatchTokens(64, 32))
            .split(ReferenceSplit.included(1))
            .build();
    List<String> texts = IntStream.range(0, 100).mapToObj(i -> "line " + i + " of a text").toList();
    try (ReferenceModel model = trainer.train(DocumentSource.ofTexts(texts))) {
      return model.fingerprint();
    }
  }
}
