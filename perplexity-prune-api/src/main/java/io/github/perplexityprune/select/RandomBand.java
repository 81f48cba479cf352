/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

/** A share of the documents drawn by a hash of their ids. */
record RandomBand(Share share, long seed) implements RankedBand {

  @Override
  public RankKey key() {
    return RankKey.random(seed);
  }

  @Override
  public RankUnit unit() {
    return share.unit();
  }

  @Override
  public Verdict verdictAbove() {
    return Verdict.NOT_DRAWN;
  }

  @Override
  public CutUnits exactUnits(Stratum stratum, Strata strata, RankUnit unit) {
    return CutUnits.around(0, share.of(stratum.length(), strata.length(), unit));
  }

  @Override
  public CutUnits publishedUnits(long documentCount) {
    throw new IllegalStateException(
        "boundary(PAPER) cannot be used with a random selection: the published rule places a band"
            + " of scores; leave the boundary EXACT");
  }

  @Override
  public String toString() {
    return "random" + share.suffix() + "(" + share.argument() + ", " + SourceText.of(seed) + ")";
  }
}
