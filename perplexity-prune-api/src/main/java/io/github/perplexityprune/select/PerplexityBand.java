/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

/** The documents whose perplexity is between two given ones, whatever that of others is. */
record PerplexityBand(double from, double to) implements Band {

  PerplexityBand {
    if (!(from > 0 && from < to)) {
      throw new IllegalArgumentException(
          "perplexities must satisfy 0 < from < to, but were from " + from + " to " + to);
    }
  }

  @Override
  public RankKey key() {
    return RankKey.MEAN_NEGATIVE_LOG_LIKELIHOOD;
  }

  @Override
  public RankUnit unit() {
    return RankUnit.DOCUMENTS;
  }

  @Override
  public Verdict verdictAbove() {
    return Verdict.ABOVE_BAND;
  }

  @Override
  public void requireRanked(String modifier) {
    throw new IllegalStateException(
        modifier
            + " cannot be used with perplexityBetween: its ends are absolute, so no share of the"
            + " documents is placed anywhere; use percentiles");
  }

  @Override
  public void requirePublished() {
    requireRanked("boundary(PAPER)");
  }

  @Override
  public Cuts cut(RankSearch search, Boundary boundary) {
    return Cuts.around(
        RankKey.ofMean(Math.log(from)), RankKey.ofMean(Math.log(to)), search.strata());
  }

  @Override
  public String toString() {
    return "perplexityBetween(" + SourceText.of(from) + ", " + SourceText.of(to) + ")";
  }
}
