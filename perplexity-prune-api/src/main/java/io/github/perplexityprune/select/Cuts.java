/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import java.io.Serializable;
import java.util.Arrays;

/** Where the band of each stratum begins and ends: what is strictly between its two cuts is in. */
final class Cuts implements Serializable {
  private final Strata strata;

  /** By stratum. */
  private final RankRange[] lower;

  private final RankRange[] upper;

  private Cuts(Strata strata) {
    this.strata = strata;
    this.lower = new RankRange[strata.count()];
    this.upper = new RankRange[strata.count()];
  }

  /** The cuts are documents, and out of the band. */
  static Cuts exact(CutUnits[] units, RankSearch search) {
    RankRange[][] found = search.find(onAxes(units, search.strata()), Ties.APART);
    Cuts cuts = new Cuts(search.strata());
    for (Stratum stratum : search.strata().all()) {
      int i = stratum.index();
      boolean hasUpper = units[i].upper() < stratum.length();
      cuts.lower[i] = units[i].lower() < 0 ? RankRange.BEFORE_ALL : found[i][0];
      cuts.upper[i] = hasUpper ? found[i][found[i].length - 1] : RankRange.AFTER_ALL;
    }
    return cuts;
  }

  /** The cuts are scores: the band begins with the lower one and ends before the upper one. */
  static Cuts published(CutUnits[] units, RankSearch search) {
    RankRange[][] found = search.find(onAxes(units, search.strata()), Ties.TOGETHER);
    Cuts cuts = new Cuts(search.strata());
    for (int i = 0; i < found.length; i++) {
      cuts.lower[i] = RankRange.ofKey(found[i][0].firstKey() - 1);
      cuts.upper[i] = found[i][1];
    }
    return cuts;
  }

  /** The same band of keys in every stratum, with both ends. */
  static Cuts around(long leastKey, long greatestKey, Strata strata) {
    Cuts cuts = new Cuts(strata);
    Arrays.fill(cuts.lower, RankRange.ofKey(leastKey - 1));
    Arrays.fill(cuts.upper, RankRange.ofKey(greatestKey + 1));
    return cuts;
  }

  private static long[][] onAxes(CutUnits[] units, Strata strata) {
    long[][] within = new long[units.length][];
    for (Stratum stratum : strata.all()) {
      within[stratum.index()] = units[stratum.index()].within(stratum.length());
    }
    return within;
  }

  /** Less than, equal to or greater than 0: a ranked document below, in or above its band. */
  int compare(ScoreRow row, long key) {
    int i = strata.of(row).index();
    if (lower[i].compare(row, key) <= 0) {
      return -1;
    }
    return upper[i].compare(row, key) >= 0 ? 1 : 0;
  }
}
