/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

/**
 * Which documents at the edges of a percentile band are kept.
 *
 * @since 0.1
 */
public enum Boundary {
  /**
   * Exactly {@code round(rate * n)} documents are kept; documents of equal scores are told apart by
   * a hash of their ids. The default.
   */
  EXACT {
    @Override
    Cuts cut(RankedBand band, RankSearch search) {
      CutUnits[] units = new CutUnits[search.strata().count()];
      for (Stratum stratum : search.strata().all()) {
        units[stratum.index()] = band.exactUnits(stratum, search.strata(), search.unit());
      }
      return Cuts.exact(units, search);
    }
  },
  /**
   * The published rule: a document is kept when its value of the empirical distribution function,
   * {@code F(x) = #(scores <= x) / n}, lies strictly between the band's ends. Documents of equal
   * scores are kept or dropped together, and the highest score is never in the band of {@code
   * high}. For 10 distinct scores and a rate of 0.5, {@code low} keeps ranks 1 to 4, {@code high} 6
   * to 9 and {@code medium} 3 to 7.
   *
   * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al., Algorithm 1</a>
   */
  PAPER {
    @Override
    Cuts cut(RankedBand band, RankSearch search) {
      CutUnits[] units = new CutUnits[search.strata().count()];
      for (Stratum stratum : search.strata().all()) {
        units[stratum.index()] = band.publishedUnits(stratum.documentCount());
      }
      return Cuts.published(units, search);
    }
  };

  abstract Cuts cut(RankedBand band, RankSearch search);
}
