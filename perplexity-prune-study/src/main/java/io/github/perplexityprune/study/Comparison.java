/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * By how much the average of an arm differs from that of a control at the end of training.
 *
 * @param control name of the arm that it is compared with
 * @param metric of the averages
 * @param difference the arm less the control, mean over the seeds, which both share
 * @param itemStandardError what another draw of questions would change: by the paired bootstrap
 *     over items, within tasks
 * @param seedStandardError what other seeds would change; empty for a single seed
 * @param interval that holds the true difference with the study's confidence; empty for a single
 *     seed
 * @since 0.1
 */
public record Comparison(
    String control,
    Metric metric,
    double difference,
    double itemStandardError,
    OptionalDouble seedStandardError,
    Optional<Interval> interval) {

  /** Checks the parts. */
  public Comparison {
    requireNonNull(control, "control");
    requireNonNull(metric, "metric");
    requireNonNull(seedStandardError, "seedStandardError");
    requireNonNull(interval, "interval");
  }

  /** Whether the whole interval is above 0. */
  public boolean isBetter() {
    return interval.isPresent() && interval.get().low() > 0;
  }

  /** Whether the whole interval is below 0. */
  public boolean isWorse() {
    return interval.isPresent() && interval.get().high() < 0;
  }
}
