/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.ndarray.NDManager;
import io.github.perplexityprune.ReferenceModelTrainingException;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Trains a decoder's weights in place on packed tokens, by next-token prediction. */
final class Training {
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Decoder decoder;
  private final TrainingConfig config;
  private final PackedTokens tokens;
  private final Consumer<TrainingProgress> progress;
  private final int batchRows;
  private final int microRows;
  private final long stepCount;
  private final ShuffledRows rows;
  private final WindowBatch batch = new WindowBatch();

  /**
   * The outcome of a training.
   *
   * @param loss mean over the last tenth of the steps, in nats per token
   */
  record Outcome(long stepCount, long tokenCount, double loss) {}

  Training(
      Decoder decoder,
      TrainingConfig config,
      PackedTokens tokens,
      Consumer<TrainingProgress> progress) {
    this.decoder = decoder;
    this.config = config;
    this.tokens = tokens;
    this.progress = progress;
    int rowTokens = tokens.rowTokens();
    double budget = config.budget().tokensFor(tokens.tokenCount());
    long rowCount = Math.max(1, Math.round(budget / rowTokens));
    this.batchRows = (int) Math.min(rowCount, (config.batchTokens() + rowTokens - 1) / rowTokens);
    this.microRows = Math.max(1, config.microBatchTokens() / rowTokens);
    this.stepCount = Math.max(1, Math.round((double) rowCount / batchRows));
    this.rows = new ShuffledRows(tokens.rowCount(), config.seed());
  }

  /**
   * Runs the whole training.
   *
   * @throws ReferenceModelTrainingException if the loss or the gradients become infinite or NaN
   * @throws CancellationException if the thread is interrupted
   */
  Outcome run() {
    long stepTokens = (long) batchRows * tokens.rowTokens();
    long tailBegin = stepCount - Math.max(1, stepCount / 10);
    double tailLoss = 0;
    double lastLoss = Double.NaN;
    long start = System.nanoTime();
    long reported = start;
    try (NDManager scope = decoder.manager().newSubManager()) {
      OptimizerState state = new OptimizerState(decoder, config, scope);
      for (long step = 0; step < stepCount; step++) {
        double loss = accumulate(state) / stepTokens;
        double gradientNorm = state.gradientNorm(stepTokens);
        double learningRate = learningRate(step);
        requireFinite(step, loss, gradientNorm, lastLoss, learningRate);
        state.step(learningRate, stepTokens, gradientNorm);
        lastLoss = loss;
        tailLoss += step >= tailBegin ? loss : 0;
        long now = System.nanoTime();
        if (now - reported >= REPORT_NANOS || step == stepCount - 1) {
          reported = now;
          double tokensPerSecond = (step + 1) * stepTokens / ((now - start) / 1e9);
          progress.accept(
              new TrainingProgress(
                  step + 1,
                  stepCount,
                  (step + 1) * stepTokens,
                  stepCount * stepTokens,
                  loss,
                  learningRate,
                  gradientNorm,
                  tokensPerSecond,
                  Duration.ofMillis(
                      Math.round(1000 * (stepCount - step - 1) * stepTokens / tokensPerSecond))));
        }
      }
    }
    return new Outcome(stepCount, stepCount * stepTokens, tailLoss / (stepCount - tailBegin));
  }

  /**
   * Sums the gradients of a step's rows, some rows at a time, and returns their summed loss in
   * nats.
   */
  private double accumulate(OptimizerState state) {
    double sum = 0;
    for (int done = 0; done < batchRows; done += microRows) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("training was cancelled by interrupting its thread");
      }
      batch.clear();
      for (int row = done; row < Math.min(batchRows, done + microRows); row++) {
        tokens.addRow(rows.next(), batch);
      }
      sum += decoder.addGradients(batch, state.gradients());
    }
    return sum;
  }

  /** Linear warm-up to the peak, then half a cosine down to its final share. */
  private double learningRate(long step) {
    double warmupSteps = config.warmupShare() * stepCount;
    if (step + 1 < warmupSteps) {
      return config.peakLearningRate() * (step + 1) / warmupSteps;
    }
    double done = (step + 1 - warmupSteps) / Math.max(1, stepCount - warmupSteps);
    double cosine = 0.5 * (1 + Math.cos(Math.PI * done));
    double least = config.finalLearningRateShare();
    return config.peakLearningRate() * (least + (1 - least) * cosine);
  }

  private void requireFinite(
      long step, double loss, double gradientNorm, double lastLoss, double learningRate) {
    if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
      throw new ReferenceModelTrainingException(
          String.format(
              Locale.ROOT,
              "training must keep a finite loss, but at step %d of %d the loss was %s and the gradient norm %s"
                  + " (learning rate %.3g); %s; lower the peak learning rate, lengthen the warm-up or clip harder",
              step + 1,
              stepCount,
              loss,
              gradientNorm,
              learningRate,
              step == 0
                  ? "it was the first step"
                  : "the last good step had a loss of " + lastLoss));
    }
  }
}
