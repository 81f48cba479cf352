/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.internal.Hashes;
import io.github.perplexityprune.score.ScoreRow;
import java.io.Serializable;

/** What documents are ranked by, as a number whose signed order is the rank order. */
@FunctionalInterface
interface RankKey extends Serializable {
  /** Ranks documents by their mean negative log-likelihood, the least surprising first. */
  RankKey MEAN_NEGATIVE_LOG_LIKELIHOOD = row -> ofMean(row.meanNegativeLogLikelihood());

  /** Ranks documents at random: by a hash of their ids under a seed. */
  static RankKey random(long seed) {
    return row -> Hashes.mix(row.tieBreak(), seed) ^ Long.MIN_VALUE;
  }

  /** The key of a ranked document. */
  long of(ScoreRow row);

  /**
   * The key of a mean negative log-likelihood: its bits, with those below the sign turned over when
   * it is negative. Negative zero is zero.
   */
  static long ofMean(double meanNegativeLogLikelihood) {
    return turnedIfNegative(Double.doubleToRawLongBits(meanNegativeLogLikelihood + 0.0));
  }

  /** The inverse of {@link #ofMean}. */
  static double meanOf(long key) {
    return Double.longBitsToDouble(turnedIfNegative(key));
  }

  private static long turnedIfNegative(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
