/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static io.github.perplexityprune.djl.DecoderProgram.list;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.github.perplexityprune.djl.TrainingState.Kind;
import io.github.perplexityprune.reference.Optimizer;
import io.github.perplexityprune.reference.TrainingConfig;
import org.jspecify.annotations.Nullable;

/**
 * Gradients, momenta and what else an optimizer keeps a weight, and its step. Lives in a scope of
 * the training.
 */
final class OptimizerState {
  private final Decoder decoder;
  private final TrainingConfig config;
  private final NDManager scope;
  private final NDList gradients;
  private final NDList mean;
  private final NDList square;
  private final NDList stepCount;

  /**
   * The state at a training's begin, or where an earlier one was cut off.
   *
   * @param from what the earlier one left; null at the begin
   */
  OptimizerState(
      Decoder decoder, TrainingConfig config, NDManager scope, @Nullable TrainingState from) {
    this.decoder = decoder;
    this.config = config;
    this.scope = scope;
    this.gradients = zeros();
    this.mean = from == null ? zeros() : restored(from, Kind.MEAN);
    if (config.optimizer() instanceof Optimizer.AdamW) {
      this.square = from == null ? zeros() : restored(from, Kind.SQUARE);
      this.stepCount = counts(from == null ? 0 : from.position().step());
    } else {
      this.square = new NDList();
      this.stepCount = new NDList();
    }
  }

  private NDList restored(TrainingState from, Kind kind) {
    NDList values = new NDList();
    for (DecoderLayout.Tensor tensor : decoder.layout().tensors()) {
      values.add(scope.create(from.values(kind, tensor), tensor.shape()));
    }
    return values;
  }

  private NDList zeros() {
    NDList zeros = new NDList();
    decoder
        .weights()
        .plain()
        .forEach(weight -> zeros.add(scope.zeros(weight.getShape(), weight.getDataType())));
    return zeros;
  }

  private NDList counts(long steps) {
    NDList counts = new NDList();
    decoder.weights().plain().forEach(weight -> counts.add(scope.create((float) steps)));
    return counts;
  }

  /** The first moments of the gradients. */
  NDList mean() {
    return mean;
  }

  /** The second moments of the gradients; empty where the optimizer has none. */
  NDList square() {
    return square;
  }

  /** Where a step's gradients are summed; zero at its beginning. */
  NDList gradients() {
    return gradients;
  }

  /** The global norm of the summed gradients, divided by {@code divisor}. */
  double gradientNorm(long divisor) {
    return decoder.norm(gradients) / divisor;
  }

  /**
   * Divides the gradients by {@code divisor}, clips them to the greatest norm allowed, updates the
   * weights and zeroes the gradients.
   */
  void step(double learningRate, long divisor, double gradientNorm) {
    double clipping = Math.min(1, config.maximumGradientNorm() / (gradientNorm + 1e-6));
    double scale = clipping / divisor;
    if (config.optimizer() instanceof Optimizer.AdamW adamW) {
      decoder.step(
          "adamw",
          new double[] {
            scale, learningRate, config.weightDecay(), adamW.beta1(), adamW.beta2(), adamW.epsilon()
          },
          list("g", gradients),
          list("m", mean),
          list("v", square),
          list("n", stepCount));
    } else if (config.optimizer() instanceof Optimizer.Lion lion) {
      double decay = config.weightDecay() * learningRate / config.peakLearningRate();
      decoder.step(
          "lion",
          new double[] {scale, learningRate, decay, lion.beta1(), lion.beta2()},
          list("g", gradients),
          list("m", mean));
    }
  }
}
