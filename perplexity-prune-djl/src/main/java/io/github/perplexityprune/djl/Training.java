/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.ndarray.NDManager;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.ReferenceModelTrainingException;
import io.github.perplexityprune.djl.TrainingState.Position;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Trains a decoder's weights in place on packed tokens, by next-token prediction. */
final class Training {
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Decoder decoder;
  private final TrainingConfig config;
  private final PackedTokens tokens;
  private final TrainingCheckpoints checkpoints;
  private final Consumer<TrainingProgress> progress;
  private final int batchRows;
  private final long stepCount;
  private final ShuffledRows rows;

  /**
   * The outcome of a training.
   *
   * @param loss mean over the last tenth of the steps, in nats per token
   * @param duration of the steps, with those before the training was cut off
   */
  record Outcome(long stepCount, long tokenCount, double loss, Duration duration) {}

  Training(
      Decoder decoder,
      TrainingConfig config,
      PackedTokens tokens,
      TrainingCheckpoints checkpoints,
      Consumer<TrainingProgress> progress) {
    this.decoder = decoder;
    this.checkpoints = checkpoints;
    this.config = config;
    this.tokens = tokens;
    this.progress = progress;
    int rowTokens = tokens.rowTokens();
    double budget = config.budget().tokensFor(tokens.tokenCount());
    long rowCount = Math.max(1, Math.round(budget / rowTokens));
    this.batchRows = (int) Math.min(rowCount, (config.batchTokens() + rowTokens - 1) / rowTokens);
    this.stepCount = Math.max(1, Math.round((double) rowCount / batchRows));
    this.rows = new ShuffledRows(tokens.rowCount(), config.seed());
  }

  /**
   * Runs the training from its begin, or from where it was cut off, to its end.
   *
   * @param from what an earlier run left; null at the begin
   * @throws ReferenceModelTrainingException if the loss or the gradients become infinite or NaN
   * @throws CancellationException if the thread is interrupted
   */
  Outcome run(@Nullable TrainingState from) {
    long stepTokens = (long) batchRows * tokens.rowTokens();
    long tailBegin = stepCount - Math.max(1, stepCount / 10);
    Position begin = from == null ? Position.START : from.position();
    rows.skip(begin.step() * batchRows);
    Position done = begin;
    long start = System.nanoTime();
    long reported = start;
    try (NDManager scope = decoder.manager().newSubManager();
        GradientSum sum = new GradientSum(decoder, config, tokens.rowTokens())) {
      OptimizerState state = new OptimizerState(decoder, config, scope, from);
      while (done.step() < stepCount) {
        double loss;
        try {
          loss =
              sum.add(batchRows, batch -> tokens.addRow(rows.next(), batch), state.gradients())
                  / stepTokens;
        } catch (CancellationException e) {
          keepCancelled(done, state, e);
          throw e;
        }
        double gradientNorm = state.gradientNorm(stepTokens);
        double learningRate = learningRate(done.step());
        requireFinite(done, loss, gradientNorm, learningRate);
        state.step(learningRate, stepTokens, gradientNorm);
        long now = System.nanoTime();
        done =
            new Position(
                done.step() + 1,
                loss,
                done.tailLoss() + (done.step() >= tailBegin ? loss : 0),
                begin.elapsed().plusNanos(now - start));
        if (now - reported >= REPORT_NANOS || done.step() == stepCount) {
          reported = now;
          double stepNanos = (double) (now - start) / (done.step() - begin.step());
          report(done, stepTokens, learningRate, gradientNorm, stepNanos);
        }
        checkpoints.offer(done, decoder, state);
      }
      if (begin.step() < stepCount) {
        checkpoints.save(done, decoder, state);
      }
    }
    double tailSteps = stepCount - tailBegin;
    return new Outcome(
        stepCount, stepCount * stepTokens, done.tailLoss() / tailSteps, done.elapsed());
  }

  private void keepCancelled(Position done, OptimizerState state, CancellationException because) {
    try {
      checkpoints.save(done, decoder, state);
    } catch (CheckpointException e) {
      because.addSuppressed(e);
    }
  }

  private void report(
      Position done, long stepTokens, double learningRate, double gradientNorm, double stepNanos) {
    progress.accept(
        new TrainingProgress(
            done.step(),
            stepCount,
            done.step() * stepTokens,
            stepCount * stepTokens,
            done.lastLoss(),
            learningRate,
            gradientNorm,
            1e9 * stepTokens / stepNanos,
            Duration.ofNanos(Math.round((stepCount - done.step()) * stepNanos))));
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

  private void requireFinite(Position done, double loss, double gradientNorm, double learningRate) {
    if (!Double.isFinite(loss) || !Double.isFinite(gradientNorm)) {
      throw new ReferenceModelTrainingException(
          String.format(
              Locale.ROOT,
              "training must keep a finite loss, but at step %d of %d the loss was %s and the gradient norm %s"
                  + " (learning rate %.3g); %s; the last checkpoint: %s; lower the peak learning rate, lengthen the"
                  + " warm-up or clip harder",
              done.step() + 1,
              stepCount,
              loss,
              gradientNorm,
              learningRate,
              done.step() == 0
                  ? "it was the first step"
                  : "the last good step had a loss of " + done.lastLoss(),
              checkpoints));
    }
  }
}
