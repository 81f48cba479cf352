/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreTally;
import io.github.perplexityprune.score.Scores;
import java.util.ArrayList;
import java.util.List;

/** Finds the documents at given places of the rank order without sorting or keeping any. */
final class RankSearch {
  /*
   * Selection by counting, in few passes over scores that are only read from front to back [1].
   *
   * The documents of a stratum lie on an axis in rank order, each as long as the ranking's unit says;
   * sought is the document that covers a given unit of that axis. A bracket is a range of keys that
   * is known to hold sought units; at first it spans the stratum's keys. A pass divides every open
   * bracket into equal parts and sums the length of the documents in each; the running sum tells
   * which part holds a sought unit, and that part is the next bracket. Units in one part share a
   * bracket, so the brackets of a stratum never overlap.
   *
   * A search for documents ends as soon as a part holds only one. If a part has come down to one key
   * and still holds several, they are told apart in the same way by the hash of the id and at last by
   * the ordinal; the hash is computed for those documents only. What even the ordinal does not tell
   * apart are copies, which are found together.
   *
   * Memory: the counters of the open brackets, whose number of parts is chosen so that they fit, and
   * some 100 bytes a stratum. Passes: the 64 bits of a key over the bits of a part number, which is
   * 16 for few strata.
   *
   * [1] Munro, Paterson: Selection and sorting with limited storage. Theoretical Computer Science
   *     12 (1980). https://doi.org/10.1016/0304-3975(80)90061-4
   */

  /** Counters worth having however few documents there are. */
  private static final int LEAST_COUNTERS = 1 << 10;

  private static final int MOST_BITS = 16;

  private final Scores scores;
  private final Ranking ranking;
  private final Strata strata;
  private final int counters;

  /**
   * A search.
   *
   * @param counters in use at once, of 8 bytes or, by tokens, 16
   */
  RankSearch(Scores scores, Ranking ranking, Strata strata, int counters) {
    this.scores = scores;
    this.ranking = ranking;
    this.strata = strata;
    this.counters = (int) Math.min(counters, Math.max(LEAST_COUNTERS, strata.documentCount()));
  }

  Strata strata() {
    return strata;
  }

  RankUnit unit() {
    return ranking.unit();
  }

  /**
   * Finds the documents that cover the sought units.
   *
   * @param units by stratum: ascending numbers from 0 to less than the stratum's length
   * @return for each unit a range that holds, of the stratum's documents, the one that covers the
   *     unit, or if {@code ties} says so all of its key
   */
  RankRange[][] find(long[][] units, Ties ties) {
    RankRange[][] found = new RankRange[units.length][];
    Bracket[][] open = new Bracket[units.length][];
    int openCount = 0;
    for (Stratum stratum : strata.all()) {
      int sought = units[stratum.index()].length;
      found[stratum.index()] = new RankRange[sought];
      open[stratum.index()] = firstBracket(stratum, sought);
      openCount += open[stratum.index()].length;
    }
    while (openCount > 0) {
      open = count(open, bits(openCount));
      openCount = narrow(open, units, ties, found);
    }
    return found;
  }

  private static Bracket[] firstBracket(Stratum stratum, int sought) {
    if (sought == 0) {
      return new Bracket[0];
    }
    RankRange all = RankRange.ofKeys(stratum.leastKey(), stratum.greatestKey());
    return new Bracket[] {new Bracket(all, 0, 0, sought)};
  }

  /** The binary logarithm of the number of parts into which each bracket is divided. */
  private int bits(int openCount) {
    int affordable = 31 - Integer.numberOfLeadingZeros(Math.max(1, counters / openCount));
    return Math.max(1, Math.min(MOST_BITS, affordable));
  }

  private Bracket[][] count(Bracket[][] open, int bits) {
    for (Bracket[] ofStratum : open) {
      for (Bracket bracket : ofStratum) {
        bracket.open(bits, ranking.unit());
      }
    }
    return scores.tally(new Count(ranking, strata, open)).open;
  }

  private int narrow(Bracket[][] open, long[][] units, Ties ties, RankRange[][] found) {
    int openCount = 0;
    for (int i = 0; i < open.length; i++) {
      List<Bracket> narrower = new ArrayList<>();
      for (Bracket bracket : open[i]) {
        bracket.narrow(units[i], ties, found[i], narrower);
      }
      open[i] = narrower.toArray(new Bracket[0]);
      openCount += open[i].length;
    }
    return openCount;
  }

  /** One pass: adds each document to the bracket it is in. */
  private static final class Count implements ScoreTally<Count> {
    private final Ranking ranking;
    private final Strata strata;
    private final Bracket[][] open;

    Count(Ranking ranking, Strata strata, Bracket[][] open) {
      this.ranking = ranking;
      this.strata = strata;
      this.open = open;
    }

    @Override
    public void count(ScoreRow row) {
      if (!ranking.ranks(row)) {
        return;
      }
      Bracket[] ofStratum = open[strata.of(row).index()];
      if (ofStratum.length == 0) {
        return;
      }
      long key = ranking.key().of(row);
      long length = ranking.unit().length(row);
      for (Bracket bracket : ofStratum) {
        if (bracket.count(row, key, length)) {
          return;
        }
      }
    }

    @Override
    public void add(Count other) {
      for (int i = 0; i < open.length; i++) {
        for (int j = 0; j < open[i].length; j++) {
          open[i][j].add(other.open[i][j]);
        }
      }
    }
  }
}
