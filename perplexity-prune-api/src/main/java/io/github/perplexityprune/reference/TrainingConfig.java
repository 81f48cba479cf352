/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/**
 * How a reference model is trained: plain next-token prediction on documents that are tokenised,
 * separated by an end-of-text token, packed to the context length and shuffled. Start from {@link
 * #defaultFor} or {@link #paper()} and change what matters.
 *
 * @param optimizer turns gradients into new weights
 * @param peakLearningRate learning rate after warm-up, greater than 0
 * @param weightDecay decay of all weights, at least 0; see {@link Optimizer} for its scale
 * @param warmupShare share of the steps in which the learning rate rises linearly from 0 to its
 *     peak, in [0, 1)
 * @param finalLearningRateShare what the cosine decay ends at, as a share of the peak, in [0, 1)
 * @param maximumGradientNorm gradients of a greater global norm are scaled down to it; greater than
 *     0, infinite for no clipping
 * @param batchTokens tokens per optimizer step, at least 1; rounded up to whole contexts
 * @param microBatchTokens tokens whose gradients are computed at once and accumulated over a step,
 *     at least 1; bounds memory and changes the result by rounding only
 * @param budget how long to train
 * @param validationShare share of the reference documents set aside to measure the validation loss,
 *     in [0, 1)
 * @param seed of the initial weights and of the order of the training data
 * @since 0.1
 */
public record TrainingConfig(
    Optimizer optimizer,
    double peakLearningRate,
    double weightDecay,
    double warmupShare,
    double finalLearningRateShare,
    double maximumGradientNorm,
    int batchTokens,
    int microBatchTokens,
    TrainingBudget budget,
    double validationShare,
    long seed) {

  /** Default of {@link #validationShare()}. */
  public static final double DEFAULT_VALIDATION_SHARE = 0.05;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of range; the message names it
   */
  public TrainingConfig {
    requireNonNull(optimizer, "optimizer");
    requireNonNull(budget, "budget");
    if (!(peakLearningRate > 0) || Double.isInfinite(peakLearningRate)) {
      throw new IllegalArgumentException(
          "peakLearningRate must be finite and greater than 0, but was " + peakLearningRate);
    }
    if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
      throw new IllegalArgumentException(
          "weightDecay must be finite and at least 0, but was " + weightDecay);
    }
    requireShare("warmupShare", warmupShare);
    requireShare("finalLearningRateShare", finalLearningRateShare);
    if (!(maximumGradientNorm > 0)) {
      throw new IllegalArgumentException(
          "maximumGradientNorm must be greater than 0, but was " + maximumGradientNorm);
    }
    requirePositive("batchTokens", batchTokens);
    requirePositive("microBatchTokens", microBatchTokens);
    requireShare("validationShare", validationShare);
  }

  static void requireShare(String name, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), but was " + share);
    }
  }

  private static void requirePositive(String name, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but was " + number);
    }
  }

  /**
   * The default for a model: AdamW, one pass over the reference documents, a learning rate that
   * falls with the width as {@code 2e-3 * (128 / width)^0.7}, and batches that grow with it to
   * {@code width^2 / 8192} contexts. Our choice; the paper's own numbers are {@link #paper()}.
   */
  public static TrainingConfig defaultFor(ReferenceModelConfig model) {
    double rate = 2e-3 * Math.pow(128.0 / model.width(), 0.7);
    int batchTokens = Math.max(1, model.width() * model.width() / 8192) * model.contextLength();
    return new TrainingConfig(
        Optimizer.adamW(),
        rate,
        0.1,
        0.05,
        0.1,
        1.0,
        batchTokens,
        Math.min(batchTokens, 8192),
        TrainingBudget.wholeSplit(),
        DEFAULT_VALIDATION_SHARE,
        0);
  }

  /**
   * The paper's recipe. Stated there: decoupled Lion, peak learning rate 2e-4, weight decay 2e-4,
   * cosine decay, 26 billion tokens. Our choice, after llm-foundry's public 125M recipe: batches of
   * 256 contexts of 2048, 100 steps of warm-up (0.2% of the steps), decay to a tenth, clipping at
   * 1.
   *
   * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al., section 3.1</a>
   */
  public static TrainingConfig paper() {
    return new TrainingConfig(
        Optimizer.lion(),
        2e-4,
        2e-4,
        0.002,
        0.1,
        1.0,
        256 * 2048,
        8 * 2048,
        TrainingBudget.tokens(26_000_000_000L),
        DEFAULT_VALIDATION_SHARE,
        0);
  }

  /**
   * This configuration with another optimizer. Learning rate and weight decay stay and may need to
   * change with it.
   */
  public TrainingConfig withOptimizer(Optimizer newOptimizer) {
    return with(draft -> draft.optimizer = newOptimizer);
  }

  /** This configuration with another peak learning rate. */
  public TrainingConfig withPeakLearningRate(double rate) {
    return with(draft -> draft.peakLearningRate = rate);
  }

  /** This configuration with another weight decay. */
  public TrainingConfig withWeightDecay(double decay) {
    return with(draft -> draft.weightDecay = decay);
  }

  /** This configuration with another schedule: shares of the steps and of the peak. */
  public TrainingConfig withSchedule(double newWarmupShare, double newFinalLearningRateShare) {
    return with(
        draft -> {
          draft.warmupShare = newWarmupShare;
          draft.finalLearningRateShare = newFinalLearningRateShare;
        });
  }

  /** This configuration with another bound on the gradient's norm. */
  public TrainingConfig withMaximumGradientNorm(double norm) {
    return with(draft -> draft.maximumGradientNorm = norm);
  }

  /** This configuration with another batch, computed and accumulated in micro-batches. */
  public TrainingConfig withBatchTokens(int newBatchTokens, int newMicroBatchTokens) {
    return with(
        draft -> {
          draft.batchTokens = newBatchTokens;
          draft.microBatchTokens = newMicroBatchTokens;
        });
  }

  /** This configuration with another budget. */
  public TrainingConfig withBudget(TrainingBudget newBudget) {
    return with(draft -> draft.budget = newBudget);
  }

  /** This configuration with another share of documents for validation. */
  public TrainingConfig withValidationShare(double share) {
    return with(draft -> draft.validationShare = share);
  }

  /** This configuration with another seed. */
  public TrainingConfig withSeed(long newSeed) {
    return with(draft -> draft.seed = newSeed);
  }

  private TrainingConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.config();
  }

  /** A configuration that can still change. */
  private static final class Draft {
    private Optimizer optimizer;
    private double peakLearningRate;
    private double weightDecay;
    private double warmupShare;
    private double finalLearningRateShare;
    private double maximumGradientNorm;
    private int batchTokens;
    private int microBatchTokens;
    private TrainingBudget budget;
    private double validationShare;
    private long seed;

    Draft(TrainingConfig config) {
      optimizer = config.optimizer;
      peakLearningRate = config.peakLearningRate;
      weightDecay = config.weightDecay;
      warmupShare = config.warmupShare;
      finalLearningRateShare = config.finalLearningRateShare;
      maximumGradientNorm = config.maximumGradientNorm;
      batchTokens = config.batchTokens;
      microBatchTokens = config.microBatchTokens;
      budget = config.budget;
      validationShare = config.validationShare;
      seed = config.seed;
    }

    TrainingConfig config() {
      return new TrainingConfig(
          optimizer,
          peakLearningRate,
          weightDecay,
          warmupShare,
          finalLearningRateShare,
          maximumGradientNorm,
          batchTokens,
          microBatchTokens,
          budget,
          validationShare,
          seed);
    }
  }
}
