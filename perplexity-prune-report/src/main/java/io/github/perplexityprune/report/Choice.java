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
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** A few of many documents, chosen as they pass by. */
interface Choice {

  /**
   * A document that was chosen.
   *
   * @param key what it was chosen by
   * @param mean its score, in nats per token
   * @param domain the number of its domain
   */
  record Chosen(
      double key, long ordinal, Verdict verdict, double mean, long tokenCount, int domain) {
    static Chosen of(double key, ScoreRow row, Verdict verdict) {
      return new Chosen(
          key,
          row.ordinal(),
          verdict,
          row.meanNegativeLogLikelihood(),
          row.tokenCount(),
          row.domain());
    }
  }

  /** Documents chosen for a reason. */
  record Group(String title, String explanation, List<Chosen> chosen) {}

  /** Looks at a document. */
  void offer(double key, ScoreRow row, Verdict verdict);

  /** What was chosen. */
  List<Chosen> chosen();

  /** The documents of the least keys, least first; of equal ones the first in the source. */
  static Choice least(int count) {
    Comparator<Chosen> order =
        Comparator.comparingDouble(Chosen::key).thenComparingLong(Chosen::ordinal);
    PriorityQueue<Chosen> greatestFirst = new PriorityQueue<>(order.reversed());
    return new Choice() {
      @Override
      public void offer(double key, ScoreRow row, Verdict verdict) {
        if (greatestFirst.size() < count || key < greatestFirst.element().key()) {
          greatestFirst.add(Chosen.of(key, row, verdict));
          if (greatestFirst.size() > count) {
            greatestFirst.remove();
          }
        }
      }

      @Override
      public List<Chosen> chosen() {
        return greatestFirst.stream().sorted(order).toList();
      }
    };
  }

  /**
   * Documents drawn at random, each with the same probability, in the order of the source; keys are
   * ignored. Algorithm R.
   *
   * @see <a href="https://doi.org/10.1145/3147.3165">Vitter: Random sampling with a reservoir</a>
   */
  static Choice random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Chosen> drawn = new ArrayList<>();
    return new Choice() {
      private long seen;

      @Override
      public void offer(double key, ScoreRow row, Verdict verdict) {
        seen++;
        if (drawn.size() < count) {
          drawn.add(Chosen.of(key, row, verdict));
        } else {
          long place = random.nextLong(seen);
          if (place < count) {
            drawn.set((int) place, Chosen.of(key, row, verdict));
          }
        }
      }

      @Override
      public List<Chosen> chosen() {
        return drawn.stream().sorted(Comparator.comparingLong(Chosen::ordinal)).toList();
      }
    };
  }
}
