/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One final model of a study: an arm trained with a seed.
 *
 * @param arm name of the arm
 * @param seed from 1; cells of one seed begin with the same weights
 * @param documentCount documents it was trained on
 * @param splitTokenCount tokens in one pass over them
 * @param tokenCount tokens it was trained on, over all passes
 * @param stepCount optimizer steps
 * @param trainingLoss mean negative log-likelihood over the last tenth of the steps, in nats per
 *     token of its own training documents
 * @param checkpoints what it could do along the way; the last is the end of training
 * @param tasks its answers at the end
 * @param heldOut its loss on held-out documents by domain; empty when there are none
 * @param seconds that training and evaluation took
 * @since 0.1
 */
public record CellResult(
    String arm,
    int seed,
    long documentCount,
    long splitTokenCount,
    long tokenCount,
    long stepCount,
    double trainingLoss,
    List<Checkpoint> checkpoints,
    List<TaskResult> tasks,
    List<DomainLoss> heldOut,
    double seconds) {

  /** Copies the lists. */
  public CellResult {
    checkpoints = List.copyOf(checkpoints);
    tasks = List.copyOf(tasks);
    heldOut = List.copyOf(heldOut);
  }

  /** Scores at the end of training. */
  public Scorecard scorecard() {
    return checkpoints.get(checkpoints.size() - 1).scorecard();
  }

  /** Its loss over all tokens held out, in nats per token; empty when there are none. */
  public OptionalDouble heldOutLoss() {
    long tokens = heldOut.stream().mapToLong(DomainLoss::tokenCount).sum();
    double sum =
        heldOut.stream()
            .mapToDouble(loss -> loss.tokenCount() * loss.meanNegativeLogLikelihood())
            .sum();
    return tokens == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / tokens);
  }

  /** How often it saw its documents. */
  public double passes() {
    return (double) tokenCount / splitTokenCount;
  }
}
