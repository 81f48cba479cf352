/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

/** A band that is placed in the rank order of each stratum. */
sealed interface RankedBand extends Band permits PositionedBand, PercentileBand, RandomBand {

  @Override
  default RankKey key() {
    return RankKey.MEAN_NEGATIVE_LOG_LIKELIHOOD;
  }

  @Override
  default Verdict verdictAbove() {
    return Verdict.ABOVE_BAND;
  }

  /** The cuts of a stratum by {@link Boundary#EXACT}. */
  CutUnits exactUnits(Stratum stratum, Strata strata, RankUnit unit);

  /**
   * The cuts of a stratum by {@link Boundary#PAPER}.
   *
   * @throws IllegalStateException if the published rule does not cover the band
   */
  CutUnits publishedUnits(long documentCount);

  @Override
  default void requireRanked(String modifier) {}

  @Override
  default void requirePublished() {
    publishedUnits(1);
  }

  @Override
  default Cuts cut(RankSearch search, Boundary boundary) {
    return boundary.cut(this, search);
  }
}
