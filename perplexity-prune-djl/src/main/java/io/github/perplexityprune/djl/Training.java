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
import io.github.perplexityprune.spi.TrainingTask;
import io.github.perplexityprune.spi.TrainingTask.Observation;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Trains a decoder's weights in place on packed tokens, by next-token prediction. */
final class Training {
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** When the validation loss is measured on the way. */
  private static final Observation VALIDATION = new Observation(7, (progress, model) -> {});

  private final Decoder decoder;
  private final TrainingTask task;
  private final TrainingConfig config;
  private final PackedTokens tokens;
  private final TrainingCheckpoints checkpoints;
  private final Checks checks;
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

  /** Looks at the decoder between two steps. */
  interface Checks {
    /** Looks at nothing. */
    Checks NONE =
        new Checks() {
          @Override
          public OptionalDouble validationLoss() {
            return OptionalDouble.empty();
          }

          @Override
          public void observe(TrainingProgress progress) {}
        };

    /**
     * Mean negative log-likelihood of a sample of the tokens held out, in nats, if there are any.
     */
    OptionalDouble validationLoss();

    /** Called where the task wants the model shown. */
    void observe(TrainingProgress progress);
  }

  Training(
      Decoder decoder,
      TrainingTask task,
      PackedTokens tokens,
      TrainingCheckpoints checkpoints,
      Checks checks) {
    this.decoder = decoder;
    this.task = task;
    this.config = task.training();
    this.checkpoints = checkpoints;
    this.tokens = tokens;
    this.checks = checks;
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
        double stepNanos = (double) (now - start) / (done.step() - begin.step());
        OptionalDouble validationLoss =
            VALIDATION.isDue(done.step(), stepCount)
                ? checks.validationLoss()
                : OptionalDouble.empty();
        TrainingProgress progress =
            progress(done, stepTokens, validationLoss, learningRate, gradientNorm, stepNanos);
        if (now - reported >= REPORT_NANOS
            || done.step() == stepCount
            || validationLoss.isPresent()) {
          reported = now;
          task.progress().accept(progress);
        }
        if (task.observation().isDue(done.step(), stepCount)) {
          checks.observe(progress);
        }
        start += System.nanoTime() - now; // the checks are not training
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

  private TrainingProgress progress(
      Position done,
      long stepTokens,
      OptionalDouble validationLoss,
      double learningRate,
      double gradientNorm,
      double stepNanos) {
    return new TrainingProgress(
        done.step(),
        stepCount,
        done.step() * stepTokens,
        stepCount * stepTokens,
        done.lastLoss(),
        validationLoss,
        learningRate,
        gradientNorm,
        1e9 * stepTokens / stepNanos,
        Duration.ofNanos(Math.round((stepCount - done.step()) * stepNanos)));
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
