/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.random;

import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.Boundary;
import io.github.perplexityprune.select.ScoreQuantiles;
import io.github.perplexityprune.select.SelectionCriterion;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Times selections from a store. Arguments: the number of documents, 100 million unless given; the
 * number of domains, 1 unless given; and a file for a durable store, which is filled unless it is
 * there. Without one the store is in memory: run with {@code -Xmx2g}; with domains a document takes
 * 4 bytes more, so give fewer.
 */
public final class SelectionBenchmark {
  private static final long SEED = 20_240_530;

  private SelectionBenchmark() {}

  /** Fills the store, then times every selection once. */
  public static void main(String[] arguments) {
    long documentCount = arguments.length > 0 ? Long.parseLong(arguments[0]) : 100_000_000;
    int domainCount = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    printMachine(documentCount, domainCount);
    try (ScoreStore scores = timed("open the store", () -> opened(arguments))) {
      if (scores.documentCount() == 0) {
        timed("fill the store", () -> filled(scores, documentCount, domainCount));
      }
      List<SelectionCriterion> criteria =
          List.of(
              low(0.5),
              medium(0.3),
              high(0.1),
              low(0.5).byTokens(),
              medium(0.3).byTokens(),
              medium(0.3).perDomain(),
              medium(0.3).boundary(Boundary.PAPER),
              random(0.5, SEED));
      for (SelectionCriterion criterion : criteria) {
        timed(criterion.toString(), () -> criterion.select(scores));
      }
      timed("19 quantiles", () -> ScoreQuantiles.of(scores, everyFivePercent()));
    }
  }

  private static ScoreStore opened(String[] arguments) {
    return arguments.length > 2
        ? SqliteScoreStore.open(Path.of(arguments[2]))
        : ScoreStore.inMemory();
  }

  /** Registers all documents, then scores them, as a pruner does. */
  private static ScoreStore filled(ScoreStore scores, long documentCount, int domainCount) {
    SplittableRandom random = new SplittableRandom(SEED);
    String[] domains = new String[domainCount];
    for (int i = 0; i < domainCount; i++) {
      domains[i] = "domain " + i;
    }
    for (long i = 0; i < documentCount; i++) {
      scores.register(
          Long.toString(i),
          domains[random.nextInt(domainCount)],
          DocumentState.PENDING,
          0,
          4L * (16 + random.nextInt(2000)));
      scores.checkpoint();
    }
    for (long i = 0; i < documentCount; i++) {
      long byteCount = scores.row(i).byteCount();
      double mean = 3.2 + 0.5 * random.nextGaussian();
      scores.putScore(
          i,
          new PerplexityScore(mean * byteCount / 4, byteCount / 4, byteCount),
          DocumentState.SCORED);
      scores.checkpoint();
    }
    return scores;
  }

  private static double[] everyFivePercent() {
    double[] percentiles = new double[19];
    for (int i = 0; i < percentiles.length; i++) {
      percentiles[i] = 5 * (i + 1);
    }
    return percentiles;
  }

  private static <T> T timed(String what, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    String outcome = result instanceof ScoreStore ? "" : result.toString();
    System.out.printf(Locale.ROOT, "%-36s %8.2f s  %s%n", what, seconds, outcome);
    return result;
  }

  private static void printMachine(long documentCount, int domainCount) {
    Runtime runtime = Runtime.getRuntime();
    String collectors =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .collect(Collectors.joining(", "));
    System.out.printf(
        Locale.ROOT,
        "%,d documents, %,d domains; max heap %,d MiB, %s; %s %s, %d processors%n",
        documentCount,
        domainCount,
        runtime.maxMemory() >> 20,
        collectors,
        System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"),
        runtime.availableProcessors());
  }
}
