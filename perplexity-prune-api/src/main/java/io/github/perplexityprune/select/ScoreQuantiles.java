/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.Scores;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Percentiles of the mean negative log-likelihood of ranked documents, exact and without sorting.
 *
 * @since 0.1
 */
public final class ScoreQuantiles {
  private static final Ranking RANKING =
      new Ranking(
          RankKey.MEAN_NEGATIVE_LOG_LIKELIHOOD,
          RankUnit.DOCUMENTS,
          Modifiers.NO_MINIMUM,
          Scope.STORE);

  private ScoreQuantiles() {}

  /**
   * The mean negative log-likelihoods at given percentiles, in nats, over all domains and folds.
   *
   * <p>The value at percentile {@code p} of {@code n} documents is the nearest rank: that at rank
   * {@code max(1, ceil(p / 100 * n))} in ascending order, so it is always that of some document; 0
   * gives the least, 100 the greatest. Cost: about five passes over the scores, in each of which a
   * document is compared with the percentiles one after the other.
   *
   * @param percentiles from 0 to 100, in any order
   * @return one for each percentile, in the order given; empty when no document is ranked
   * @throws IllegalArgumentException if a percentile is out of range
   */
  public static List<Double> of(Scores scores, double... percentiles) {
    Objects.requireNonNull(scores, "scores");
    for (double percentile : percentiles) {
      if (!(percentile >= 0 && percentile <= 100)) {
        throw new IllegalArgumentException("percentile must be in [0, 100], but was " + percentile);
      }
    }
    Strata strata = Strata.survey(scores, RANKING);
    if (strata.count() == 0) {
      return List.of();
    }
    long documentCount = strata.length();
    long[] units = new long[percentiles.length];
    for (int i = 0; i < units.length; i++) {
      units[i] = nearestRank(percentiles[i], documentCount) - 1;
    }
    long[] ascending = units.clone();
    Arrays.sort(ascending);
    RankSearch search = new RankSearch(scores, RANKING, strata, scores.maximumCounters());
    RankRange[] found = search.find(new long[][] {ascending}, Ties.TOGETHER)[0];
    List<Double> means = new ArrayList<>(units.length);
    for (long unit : units) {
      means.add(RankKey.meanOf(found[Arrays.binarySearch(ascending, unit)].firstKey()));
    }
    return List.copyOf(means);
  }

  private static long nearestRank(double percentile, long documentCount) {
    return Math.max(
        1,
        RankUnit.rounded(PercentileBand.fraction(percentile), documentCount, RoundingMode.CEILING));
  }
}
