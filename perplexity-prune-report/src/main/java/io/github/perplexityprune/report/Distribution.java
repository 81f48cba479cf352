/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.PruneSummary;
import java.util.Arrays;

/**
 * The documents counted by score in equal bins, kept and dropped apart. Scores far out in a long
 * tail are counted, but have no bin: they would leave no space for the others.
 */
final class Distribution {
  static final int BINS = 60;

  /** The bins reach this much further from the median than the percentiles 1 and 99. */
  private static final double STRETCH = 1.4;

  private final double from;
  private final double to;
  private final long[] kept = new long[BINS];
  private final long[] dropped = new long[BINS];
  private long before;
  private long after;

  private Distribution(double from, double to) {
    this.from = from;
    this.to = to;
  }

  static Distribution of(PruneSummary summary) {
    if (summary.quantiles().isEmpty()) {
      return new Distribution(0, 1);
    }
    double least = percentile(summary, 0.0);
    double median = percentile(summary, 50.0);
    double greatest = percentile(summary, 100.0);
    double from = Math.max(least, median - STRETCH * (median - percentile(summary, 1.0)));
    double to = Math.min(greatest, median + STRETCH * (percentile(summary, 99.0) - median));
    boolean isWide = to - from > 1e-6;
    return isWide ? new Distribution(from, to) : new Distribution(median - 0.5, median + 0.5);
  }

  /** The score at one of the summary's percentiles; the summary must have them. */
  static double percentile(PruneSummary summary, double percentile) {
    return requireNonNull(summary.quantiles().get(percentile));
  }

  void add(double mean, boolean isKept) {
    if (mean < from) {
      before++;
    } else if (mean > to) {
      after++;
    } else {
      (isKept ? kept : dropped)[Math.min(BINS - 1, (int) ((mean - from) / (to - from) * BINS))]++;
    }
  }

  double from() {
    return from;
  }

  double to() {
    return to;
  }

  /** The lower end of a bin, in nats per token. */
  double edge(int bin) {
    return from + (to - from) * bin / BINS;
  }

  long kept(int bin) {
    return kept[bin];
  }

  long dropped(int bin) {
    return dropped[bin];
  }

  long count(int bin) {
    return kept[bin] + dropped[bin];
  }

  /** Documents with a lower score than that of the first bin. */
  long before() {
    return before;
  }

  /** Documents with a higher score than that of the last bin. */
  long after() {
    return after;
  }

  long total() {
    return before + after + Arrays.stream(kept).sum() + Arrays.stream(dropped).sum();
  }

  long greatestCount() {
    long greatest = 0;
    for (int bin = 0; bin < BINS; bin++) {
      greatest = Math.max(greatest, count(bin));
    }
    return greatest;
  }
}
