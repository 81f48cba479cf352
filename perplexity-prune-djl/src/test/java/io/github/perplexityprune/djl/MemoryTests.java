/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.score.PerplexityScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Closing a model gives its memory back. */
class MemoryTests {
  private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
  private static final int WARM_UP_ROUNDS = 100;
  private static final int ROUNDS = 200;

  /**
   * A round's weights take 2 MB and its training 6 MB more: keeping the weights alone would take
   * 280 MB.
   */
  private static final long TOLERATED_RESIDENT_GROWTH = 60L << 20;

  private static final long TOLERATED_HEAP_GROWTH = 10L << 20;

  private static final ReferenceModelConfig MODEL =
      new ReferenceModelConfig(Architecture.MPT, 1, 64, 4, 128, 64, 8192);

  @Test
  void twoHundredRoundsOfTrainingScoringAndClosingLeaveMemoryFlat() throws IOException {
    assumeTrue(Files.isReadable(PROCESS_STATUS), "resident memory is read from " + PROCESS_STATUS);
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      trainScoreClose();
    }
    long resident = residentBytes();
    long heap = usedHeap();

    for (int i = 0; i < ROUNDS; i++) {
      trainScoreClose();
    }

    assertThat(residentBytes() - resident)
        .as("growth of resident memory")
        .isLessThan(TOLERATED_RESIDENT_GROWTH);
    assertThat(usedHeap() - heap).as("growth of the heap").isLessThan(TOLERATED_HEAP_GROWTH);
  }

  private static void trainScoreClose() {
    List<String> texts =
        IntStream.range(0, 8).mapToObj(i -> "document " + i + " of a few words").toList();
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(MODEL)
            .training(TrainingConfig.defaultFor(MODEL).withBatchTokens(64, 64))
            .split(ReferenceSplit.included(1))
            .build();
    try (ReferenceModel model = trainer.train(DocumentSource.ofTexts(texts))) {
      PerplexityScorer scorer = model;
      assertThat(scorer.score(Document.of("a", "a few words")).perplexity()).isPositive();
    }
  }

  /** Without the Java heap, which grows as the JVM sees fit and is looked at by itself. */
  private static long residentBytes() throws IOException {
    System.gc();
    long resident =
        Files.readAllLines(PROCESS_STATUS).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    return resident - Runtime.getRuntime().totalMemory();
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
