/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import java.math.BigDecimal;
import java.util.Locale;

/** A share of the documents at one end or in the middle of the rank order. */
record PositionedBand(Position position, Share share) implements RankedBand {

  @Override
  public RankUnit unit() {
    return share.unit();
  }

  @Override
  public CutUnits exactUnits(Stratum stratum, Strata strata, RankUnit unit) {
    long kept = share.of(stratum.length(), strata.length(), unit);
    long first = position.first(kept, stratum.length());
    return CutUnits.around(first, first + kept);
  }

  @Override
  public CutUnits publishedUnits(long documentCount) {
    BigDecimal fraction = share.publishedFraction();
    BigDecimal lowerEnd = position.lowerEnd(fraction);
    return CutUnits.published(lowerEnd, lowerEnd.add(fraction), documentCount);
  }

  @Override
  public String toString() {
    return position.name().toLowerCase(Locale.ROOT) + share.suffix() + "(" + share.argument() + ")";
  }
}
