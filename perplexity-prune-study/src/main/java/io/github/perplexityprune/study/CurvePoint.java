/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

/**
 * A point of the curve of an arm over its training.
 *
 * @param tokens tokens trained on by then
 * @param average of the categories, over the seeds
 * @since 0.1
 */
public record CurvePoint(long tokens, Estimate average) {
  /** Checks the average. */
  public CurvePoint {
    requireNonNull(average, "average");
  }
}
