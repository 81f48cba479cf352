/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.select.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * An end of a band: the last score that is kept there, and between which scores it lies with 95%
 * confidence.
 *
 * <p>The interval is the distribution-free one of order statistics. With {@code n} ranked documents
 * of which {@code k} lie beyond the end, the threshold estimates the quantile {@code p = k / n} of
 * the distribution that the documents were drawn from. The number of documents beyond that quantile
 * is binomial, so the scores at the ranks {@code k +- ceil(z * sqrt(n * p * (1 - p)))} with {@code
 * z = 1.96} (the normal approximation of the binomial, rounded outwards) enclose it in 95% of such
 * draws, whatever the distribution. It says how far the threshold would move with another sample of
 * the same kind of documents, not how good the threshold is.
 *
 * @param band the number of the band
 * @param edge which end
 * @param mean the last kept score, in nats per token
 * @param from least score of the interval; empty, as is {@code to}, when there are too few
 *     documents on either side of the end
 * @param to greatest score of the interval
 * @see <a href="https://doi.org/10.1002/0471722162">David, Nagaraja: Order Statistics, 3rd edition,
 *     section 7.1</a>
 */
record Threshold(int band, Edge edge, double mean, OptionalDouble from, OptionalDouble to) {
  private static final double Z = 1.96;

  /** Which end of a band. */
  enum Edge {
    LOWER("lower"),
    UPPER("upper");

    private final String word;

    Edge(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Finds the thresholds of some bands in one pass over the scores. */
  static final class Search {
    private final Bands bands;
    private final Map<Integer, List<Neighbours>> searched = new TreeMap<>();

    Search(Bands bands, List<Integer> numbers) {
      this.bands = bands;
      for (int number : numbers) {
        bands
            .lowerThreshold(number)
            .ifPresent(mean -> add(number, Edge.LOWER, mean, bands.below(number)));
        bands
            .upperThreshold(number)
            .ifPresent(mean -> add(number, Edge.UPPER, mean, bands.above(number)));
      }
    }

    private void add(int number, Edge edge, double mean, long beyond) {
      long ranked = bands.band(number).rankedDocumentCount();
      double deviation = Math.sqrt((double) beyond * (ranked - beyond) / ranked);
      searched
          .computeIfAbsent(number, unused -> new ArrayList<>())
          .add(new Neighbours(number, edge, mean, (int) Math.ceil(Z * deviation)));
    }

    /** Looks at a ranked document. */
    void add(ScoreRow row, Verdict verdict) {
      for (Neighbours neighbours : searched.getOrDefault(bands.of(row), List.of())) {
        neighbours.add(row.meanNegativeLogLikelihood(), verdict);
      }
    }

    List<Threshold> found() {
      return searched.values().stream().flatMap(List::stream).map(Neighbours::threshold).toList();
    }
  }

  /** The scores on either side of an end: as many as the interval reaches, so some sqrt(n). */
  private static final class Neighbours {
    private final int band;
    private final Edge edge;
    private final double mean;
    private final int lowerCount;
    private final int upperCount;
    private final PriorityQueue<Double> lower = new PriorityQueue<>();
    private final PriorityQueue<Double> upper = new PriorityQueue<>(Comparator.reverseOrder());

    Neighbours(int band, Edge edge, double mean, int reach) {
      this.band = band;
      this.edge = edge;
      this.mean = mean;
      this.lowerCount = edge == Edge.LOWER ? reach : reach + 1;
      this.upperCount = edge == Edge.UPPER ? reach : reach + 1;
    }

    void add(double score, Verdict verdict) {
      boolean isLower =
          edge == Edge.LOWER ? verdict == Verdict.BELOW_BAND : verdict != Verdict.ABOVE_BAND;
      PriorityQueue<Double> side = isLower ? lower : upper;
      side.add(score);
      if (side.size() > (isLower ? lowerCount : upperCount)) {
        side.remove();
      }
    }

    Threshold threshold() {
      Double from = lower.peek();
      Double to = upper.peek();
      boolean enough = lower.size() == lowerCount && upper.size() == upperCount;
      return enough && from != null && to != null
          ? new Threshold(band, edge, mean, OptionalDouble.of(from), OptionalDouble.of(to))
          : new Threshold(band, edge, mean, OptionalDouble.empty(), OptionalDouble.empty());
    }
  }
}
