/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an arm came to by one metric.
 *
 * @param average over the categories
 * @param categories mean over the tasks of each
 * @param tasks each task
 * @param curve the average along the training; the last point is the end
 * @since 0.1
 */
public record MetricResult(
    Estimate average,
    Map<String, Estimate> categories,
    Map<String, Estimate> tasks,
    List<CurvePoint> curve) {

  /** Copies the collections and keeps their order. */
  public MetricResult {
    requireNonNull(average, "average");
    categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
    curve = List.copyOf(curve);
  }
}
