/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import java.io.Serializable;

/** The part of the documents that a criterion keeps, before any modifier. */
sealed interface Band extends Serializable permits RankedBand, PerplexityBand {

  /** What documents are ranked by. */
  RankKey key();

  /** What the band's length is counted in unless the caller says otherwise. */
  RankUnit unit();

  /** Why a ranked document beyond the upper end of the band is dropped. */
  Verdict verdictAbove();

  /**
   * Checks that the band is a part of a rank order.
   *
   * @param modifier what needs this, as it is written
   * @throws IllegalStateException if not
   */
  void requireRanked(String modifier);

  /**
   * Checks that the published rule covers the band.
   *
   * @throws IllegalStateException if not
   */
  void requirePublished();

  /** Finds where the band is cut in each stratum. */
  Cuts cut(RankSearch search, Boundary boundary);

  /** The call that makes the band. */
  @Override
  String toString();
}
