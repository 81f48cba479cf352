/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import java.io.Serializable;
import java.util.OptionalDouble;

/** Counts what is kept of one stratum. */
final class BandTally implements Serializable {
  private final long rankedDocumentCount;
  private long keptDocumentCount;
  private long keptTokenCount;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;

  BandTally(long rankedDocumentCount) {
    this.rankedDocumentCount = rankedDocumentCount;
  }

  void keep(ScoreRow row) {
    double mean = row.meanNegativeLogLikelihood();
    keptDocumentCount++;
    keptTokenCount += row.tokenCount();
    lowest = Math.min(lowest, mean);
    highest = Math.max(highest, mean);
  }

  /** Adds what was kept elsewhere of the same stratum. */
  void add(BandTally other) {
    keptDocumentCount += other.keptDocumentCount;
    keptTokenCount += other.keptTokenCount;
    lowest = Math.min(lowest, other.lowest);
    highest = Math.max(highest, other.highest);
  }

  long rankedDocumentCount() {
    return rankedDocumentCount;
  }

  long keptDocumentCount() {
    return keptDocumentCount;
  }

  long keptTokenCount() {
    return keptTokenCount;
  }

  OptionalDouble lowest() {
    return keptDocumentCount == 0 ? OptionalDouble.empty() : OptionalDouble.of(lowest);
  }

  OptionalDouble highest() {
    return keptDocumentCount == 0 ? OptionalDouble.empty() : OptionalDouble.of(highest);
  }
}
