/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Documents' tokens to the arrays of a pass. The counter {@code tokens} is millions a second. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class BatchingBenchmark {
  /** Mean tokens of a document. */
  @Param({"40", "400"})
  public int mean;

  /** Tokens in a pass. */
  @Param({"1024", "32768"})
  public int pass;

  private int[][] documents = {};

  /** What was batched. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Batched {
    /** Of all documents. */
    public long tokens;
  }

  /** Makes documents. */
  @Setup
  public void generate() {
    SplittableRandom random = new SplittableRandom(1);
    documents =
        IntStream.range(0, 2 * pass / mean)
            .mapToObj(i -> random.ints(random.nextInt(1, 2 * mean), 0, 50_000).toArray())
            .toArray(int[][]::new);
  }

  /** One pass. */
  @Benchmark
  public long[][] batch(Batched batched) {
    WindowBatch batch = new WindowBatch();
    for (int[] document : documents) {
      if (batch.tokenCount() + document.length > pass) {
        break;
      }
      batch.add(0, document, 0, document.length);
    }
    batched.tokens += batch.tokenCount();
    return new long[][] {batch.inputs(), batch.targets(), batch.offsets()};
  }
}
