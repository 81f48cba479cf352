/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import io.github.perplexityprune.reference.TrainingConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Sums the gradients of a step's rows. Rows are taken in parts, which are computed beside each
 * other and added in order. What is computed at once has no more tokens than a micro-batch may
 * have, and each part of it holds gradients of all weights.
 */
final class GradientSum implements AutoCloseable {
  /** Tokens in a part on a CPU: more would not make its matrix products faster. */
  private static final int PART_TOKENS = 1024;

  /** Parts of a step on a CPU, if it has so many rows: fewer would leave cores without work. */
  private static final int LEAST_PARTS = 2;

  private final Decoder decoder;
  private final PassThreads threads;
  private final int partRows;
  private final Deque<Future<Decoder.Gradients>> begun = new ArrayDeque<>();

  GradientSum(Decoder decoder, TrainingConfig config, int rowTokens) {
    this.decoder = decoder;
    Device device = decoder.manager().getDevice();
    int stepRows = (config.batchTokens() + rowTokens - 1) / rowTokens;
    int atOnce = Math.min(stepRows, Math.max(1, config.microBatchTokens() / rowTokens));
    int shareRows = Math.min(PART_TOKENS / rowTokens, stepRows / LEAST_PARTS);
    this.partRows = device.isGpu() ? atOnce : Math.max(1, Math.min(atOnce, shareRows));
    this.threads = PassThreads.start(device, atOnce / partRows);
  }

  /**
   * Adds the gradients of rows to {@code gradients} and returns their summed loss in nats.
   *
   * @param rows adds the next row to a batch
   * @throws CancellationException if the thread is interrupted
   */
  double add(int rowCount, Consumer<WindowBatch> rows, NDList gradients) {
    double loss = 0;
    for (int done = 0; done < rowCount; done += partRows) {
      if (begun.size() == threads.count()) {
        loss += addOldest(gradients);
      }
      WindowBatch part = new WindowBatch();
      for (int row = done; row < Math.min(rowCount, done + partRows); row++) {
        rows.accept(part);
      }
      begun.add(threads.submit(() -> decoder.gradients(part)));
    }
    while (!begun.isEmpty()) {
      loss += addOldest(gradients);
    }
    return loss;
  }

  private double addOldest(NDList gradients) {
    try (Decoder.Gradients found = PassThreads.result("training", begun.remove())) {
      return found.addTo(gradients);
    }
  }

  /** Waits for the parts that a cancelled step left. */
  @Override
  public void close() {
    threads.close();
  }
}
