/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import com.google.common.primitives.UnsignedLong;
import io.github.perplexityprune.internal.Hashes;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * The selection rule as it is stated, by sorting: what the search without sorting must agree with.
 */
final class SortedSelection {
  private final List<ScoredDocument> documents;
  private final Comparator<Integer> order;
  private final Function<ScoredDocument, ?> stratum;

  /** Documents of an equal {@code stratum} are ranked against each other. */
  SortedSelection(List<ScoredDocument> documents, Function<ScoredDocument, ?> stratum) {
    this.documents = documents;
    this.stratum = stratum;
    Comparator<Integer> byMean =
        Comparator.comparing(i -> documents.get(i).meanNegativeLogLikelihood() + 0.0);
    this.order = byMean.thenComparing(this::hash).thenComparing(i -> i);
  }

  private UnsignedLong hash(int i) {
    return UnsignedLong.fromLongBits(Hashes.of(documents.get(i).id()));
  }

  /** The documents inside [from, to] of each stratum's axis of documents or tokens. */
  List<Integer> exact(ToLongFunction<ScoredDocument> length, Function<Long, long[]> fromAndTo) {
    TreeSet<Integer> kept = new TreeSet<>();
    for (List<Integer> ranked : strata()) {
      long total = ranked.stream().mapToLong(i -> length.applyAsLong(documents.get(i))).sum();
      long[] band = fromAndTo.apply(total);
      long end = 0;
      for (int i : ranked) {
        long start = end;
        end += length.applyAsLong(documents.get(i));
        if (band[0] <= start && end <= band[1]) {
          kept.add(i);
        }
      }
    }
    return List.copyOf(kept);
  }

  /** The documents with from < F(score) < to. */
  List<Integer> published(BigDecimal from, BigDecimal to) {
    TreeSet<Integer> kept = new TreeSet<>();
    for (List<Integer> ranked : strata()) {
      BigDecimal total = BigDecimal.valueOf(ranked.size());
      for (int i : ranked) {
        double mean = documents.get(i).meanNegativeLogLikelihood();
        BigDecimal atMost =
            BigDecimal.valueOf(
                ranked.stream()
                    .filter(j -> documents.get(j).meanNegativeLogLikelihood() <= mean)
                    .count());
        if (from.multiply(total).compareTo(atMost) < 0
            && atMost.compareTo(to.multiply(total)) < 0) {
          kept.add(i);
        }
      }
    }
    return List.copyOf(kept);
  }

  private Collection<List<Integer>> strata() {
    Map<Object, List<Integer>> strata = new LinkedHashMap<>();
    IntStream.range(0, documents.size())
        .boxed()
        .sorted(order)
        .forEach(
            i ->
                strata
                    .computeIfAbsent(stratum.apply(documents.get(i)), k -> new ArrayList<>())
                    .add(i));
    return strata.values();
  }

  static long rounded(double rate, long total, RoundingMode mode) {
    return new BigDecimal(Double.toString(rate))
        .multiply(BigDecimal.valueOf(total))
        .setScale(0, mode)
        .longValueExact();
  }

  /** {@code ceil(percentile / 100 * total)}. */
  static long ranksUpTo(double percentile, long total) {
    return new BigDecimal(Double.toString(percentile))
        .movePointLeft(2)
        .multiply(BigDecimal.valueOf(total))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }
}
