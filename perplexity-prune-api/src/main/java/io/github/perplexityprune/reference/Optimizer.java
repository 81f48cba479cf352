/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

/**
 * How a training step turns gradients into new weights. Weight decay and learning rate are in
 * {@link TrainingConfig}.
 *
 * @since 0.1
 */
public sealed interface Optimizer {

  /**
   * AdamW with the usual settings for language models: {@code beta1 = 0.9, beta2 = 0.95, epsilon =
   * 1e-8}.
   */
  static Optimizer adamW() {
    return new AdamW(0.9, 0.95, 1e-8);
  }

  /**
   * Decoupled Lion, the paper's optimizer, with its authors' settings: {@code beta1 = 0.9, beta2 =
   * 0.99}.
   */
  static Optimizer lion() {
    return new Lion(0.9, 0.99);
  }

  /**
   * Adam with decoupled weight decay: {@code m = b1 m + (1-b1) g; v = b2 v + (1-b2) g^2; w = w (1 -
   * lr wd) - lr m^ / (sqrt(v^) + eps)} with bias-corrected {@code m^, v^}.
   *
   * @param beta1 decay of the mean gradient, in [0, 1)
   * @param beta2 decay of the mean squared gradient, in [0, 1)
   * @param epsilon added to the denominator, greater than 0
   * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov, Hutter: Decoupled weight decay
   *     regularization</a>
   */
  record AdamW(double beta1, double beta2, double epsilon) implements Optimizer {
    /** Checks the ranges. */
    public AdamW {
      TrainingConfig.requireShare("beta1", beta1);
      TrainingConfig.requireShare("beta2", beta2);
      if (!(epsilon > 0)) {
        throw new IllegalArgumentException("epsilon must be greater than 0, but was " + epsilon);
      }
    }
  }

  /**
   * Lion with weight decay decoupled from the learning rate's peak: {@code w = w (1 - wd lr/lrPeak)
   * - lr sign(b1 m + (1-b1) g); m = b2 m + (1-b2) g}.
   *
   * @param beta1 weight of the momentum in the update's direction, in [0, 1)
   * @param beta2 decay of the momentum, in [0, 1)
   * @see <a href="https://arxiv.org/abs/2302.06675">Chen et al.: Symbolic discovery of optimization
   *     algorithms</a>
   */
  record Lion(double beta1, double beta2) implements Optimizer {
    /** Checks the ranges. */
    public Lion {
      TrainingConfig.requireShare("beta1", beta1);
      TrainingConfig.requireShare("beta2", beta2);
    }
  }
}
