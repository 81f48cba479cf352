/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import java.util.List;

/**
 * The distribution of the documents' mean negative log-likelihoods in equal bins.
 *
 * @param from the lower end of the first bin, in nats per token; lower scores are counted in it
 * @param binWidth of every bin, in nats per token
 * @param counts scored documents in each bin; higher scores are counted in the last
 * @param keptCounts those of them that are kept
 * @since 0.1
 */
public record ScoreHistogram(
    double from, double binWidth, List<Long> counts, List<Long> keptCounts) {
  /** Copies the lists. */
  public ScoreHistogram {
    counts = List.copyOf(counts);
    keptCounts = List.copyOf(keptCounts);
  }
}
