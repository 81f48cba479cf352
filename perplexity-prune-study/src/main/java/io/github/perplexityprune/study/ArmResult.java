/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.DomainSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the models of one arm came to. Means are over the seeds.
 *
 * @param arm which
 * @param documentCount documents kept, with the first seed
 * @param tokenCount their tokens, in those of the reference model
 * @param passes how often they were seen: mean over the seeds
 * @param domains of the pool and of what is kept, largest first, with the first seed
 * @param accuracy results by normalised accuracy
 * @param margin results by the log-likelihood margin
 * @param toNone the difference to no pruning; empty for that arm itself
 * @param toRandom the difference to random pruning at the same rate; empty for the controls
 * @param tokensToBaseline tokens after which the curve reaches what no pruning comes to at the end,
 *     interpolated between checkpoints; empty when it is not reached
 * @param netSaving share of the compute of unpruned training saved by ending there, with reference
 *     training and scoring paid; empty for the controls and when it is not reached
 * @param heldOutLoss loss over all tokens held out, in nats per token; empty when there are none; a
 *     diagnostic
 * @param heldOut the same by domain, mean over the seeds
 * @param verdict what can be said; empty for the controls
 * @since 0.1
 */
public record ArmResult(
    Arm arm,
    long documentCount,
    long tokenCount,
    double passes,
    List<DomainSummary> domains,
    MetricResult accuracy,
    MetricResult margin,
    Optional<Comparison> toNone,
    Optional<Comparison> toRandom,
    OptionalLong tokensToBaseline,
    OptionalDouble netSaving,
    Optional<Estimate> heldOutLoss,
    List<DomainLoss> heldOut,
    Optional<StudyVerdict> verdict) {

  /** Copies the lists. */
  public ArmResult {
    requireNonNull(arm, "arm");
    domains = List.copyOf(domains);
    heldOut = List.copyOf(heldOut);
  }

  /** The results by a metric. */
  public MetricResult by(Metric metric) {
    return metric == Metric.ACCURACY ? accuracy : margin;
  }
}
