/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import java.util.OptionalDouble;

/**
 * A mean over the seeds of a study.
 *
 * @param mean over the seeds
 * @param standardError of the mean: the standard deviation between seeds over the square root of
 *     their number; empty for a single seed
 * @since 0.1
 */
public record Estimate(double mean, OptionalDouble standardError) {

  static Estimate of(double... seeds) {
    double mean = Statistics.mean(seeds);
    return new Estimate(
        mean,
        seeds.length < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.sqrt(Statistics.variance(seeds) / seeds.length)));
  }
}
