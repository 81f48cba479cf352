/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/**
 * What a pruning costs and one final model, in floating point operations: 6 for each weight and
 * token of training, 2 for each of scoring. Evaluation is left out: no user of the pruned data pays
 * it.
 *
 * @param referenceTraining of all reference models
 * @param scoring of the whole pool
 * @param finalTraining of one final model
 * @since 0.1
 */
public record StudyCost(double referenceTraining, double scoring, double finalTraining) {

  /** Operations of training. */
  static double training(long parameterCount, long tokens) {
    return 6.0 * parameterCount * tokens;
  }

  /** Operations of scoring. */
  static double scoring(long parameterCount, long tokens) {
    return 2.0 * parameterCount * tokens;
  }

  /** Reference training and scoring. */
  public double pruning() {
    return referenceTraining + scoring;
  }

  /**
   * Share of the operations of unpruned training that is saved by training on pruned data for less
   * long, in (-infinity, 1): {@code 1 - share - pruning / finalTraining}. Negative when the pruning
   * costs more than it saves.
   *
   * @param share of the tokens that training on pruned data takes for the same score
   */
  double netSaving(double share) {
    return 1 - share - pruning() / finalTraining;
  }
}
