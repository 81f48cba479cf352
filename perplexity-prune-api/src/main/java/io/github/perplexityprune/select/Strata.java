/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreTally;
import io.github.perplexityprune.score.Scores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strata of a store's ranked documents, in order of first appearance. */
final class Strata implements ScoreTally<Strata> {
  private static final int FOLDS = 256;

  private final Ranking ranking;
  private final List<Stratum> all = new ArrayList<>();

  /** By fold, then group; both parts grow as they are met. */
  private final Stratum[][] table = new Stratum[FOLDS][0];

  private long documentCount;
  private long length;

  private Strata(Ranking ranking) {
    this.ranking = ranking;
  }

  /** Finds and measures the strata of a store. Cost: one pass. */
  static Strata survey(Scores scores, Ranking ranking) {
    Strata strata = scores.tally(new Strata(ranking));
    for (Stratum stratum : strata.all) {
      strata.documentCount += stratum.documentCount();
      strata.length += stratum.length();
    }
    return strata;
  }

  @Override
  public void count(ScoreRow row) {
    if (ranking.ranks(row)) {
      stratum(ranking.scope().foldOf(row), ranking.scope().groupOf(row))
          .add(ranking.key().of(row), ranking.unit().length(row));
    }
  }

  @Override
  public void add(Strata other) {
    for (Stratum stratum : other.all) {
      stratum(stratum.fold(), stratum.group()).add(stratum);
    }
  }

  private Stratum stratum(int fold, int group) {
    Stratum known = lookup(fold, group);
    return known == null ? newStratum(fold, group) : known;
  }

  private Stratum newStratum(int fold, int group) {
    if (group >= table[fold].length) {
      table[fold] = Arrays.copyOf(table[fold], Math.max(group + 1, 2 * table[fold].length));
    }
    Stratum stratum = new Stratum(all.size(), fold, group);
    table[fold][group] = stratum;
    all.add(stratum);
    return stratum;
  }

  private @Nullable Stratum lookup(int fold, int group) {
    Stratum[] ofFold = table[fold];
    return group < ofFold.length ? ofFold[group] : null;
  }

  List<Stratum> all() {
    return Collections.unmodifiableList(all);
  }

  int count() {
    return all.size();
  }

  /** Number of all ranked documents. */
  long documentCount() {
    return documentCount;
  }

  /** Summed length of all ranked documents, in units of the ranking. */
  long length() {
    return length;
  }

  /**
   * The stratum of a ranked document.
   *
   * @throws IllegalArgumentException if the stratum had no ranked document when it was surveyed
   */
  Stratum of(ScoreRow row) {
    Stratum stratum = lookup(ranking.scope().foldOf(row), ranking.scope().groupOf(row));
    if (stratum == null) {
      throw new IllegalArgumentException(
          "document must be one of the store that was selected from, but no document of fold "
              + row.fold()
              + " and domain number "
              + row.domain()
              + " was ranked there, and "
              + row.id()
              + " is one; select again");
    }
    return stratum;
  }
}
