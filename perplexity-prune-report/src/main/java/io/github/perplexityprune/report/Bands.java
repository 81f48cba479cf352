/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.KeptBand;
import io.github.perplexityprune.select.Selection;
import io.github.perplexityprune.select.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The bands of a selection: which of them a document was ranked in, and what became of each. */
final class Bands {
  private final List<KeptBand> bands;
  private final List<String> domains;
  private final Map<Long, Integer> numbers = new HashMap<>();
  private final long[] below;
  private final long[] above;

  Bands(Selection selection, ScoreStore scores) {
    this.bands = selection.bands();
    this.domains = scores.domains();
    this.below = new long[bands.size()];
    this.above = new long[bands.size()];
    Map<String, Integer> domainNumbers = new HashMap<>();
    for (int i = 0; i < domains.size(); i++) {
      domainNumbers.put(domains.get(i), i);
    }
    for (int i = 0; i < bands.size(); i++) {
      KeptBand band = bands.get(i);
      numbers.put(key(band.fold(), band.domain().map(domainNumbers::get).orElse(-1)), i);
    }
  }

  private static long key(int fold, int domain) {
    return (long) fold << 32 | (domain + 1);
  }

  /** The number of the band that a ranked document belongs to. */
  int of(ScoreRow row) {
    if (bands.size() == 1) {
      return 0;
    }
    Integer whole = numbers.get(key(row.fold(), -1));
    Integer number = whole != null ? whole : numbers.get(key(row.fold(), row.domain()));
    if (number == null) {
      throw new IllegalArgumentException(
          "scores must be those that were selected from, but document '"
              + row.id()
              + "' is in no"
              + " band; select again after adding scores");
    }
    return number;
  }

  /** Counts a document; it belongs to a band if it was ranked. */
  void add(ScoreRow row, Verdict verdict) {
    if (verdict == Verdict.BELOW_BAND) {
      below[of(row)]++;
    } else if (verdict == Verdict.ABOVE_BAND) {
      above[of(row)]++;
    }
  }

  static boolean isRanked(Verdict verdict) {
    return verdict == Verdict.KEPT
        || verdict == Verdict.BELOW_BAND
        || verdict == Verdict.ABOVE_BAND
        || verdict == Verdict.NOT_DRAWN;
  }

  int count() {
    return bands.size();
  }

  KeptBand band(int number) {
    return bands.get(number);
  }

  /** Ranked documents dropped for a lower score than the band's. */
  long below(int number) {
    return below[number];
  }

  /** Ranked documents dropped for a higher score than the band's. */
  long above(int number) {
    return above[number];
  }

  /** The least kept score of a band, if documents below were dropped, in nats per token. */
  OptionalDouble lowerThreshold(int number) {
    return below[number] > 0
        ? bands.get(number).lowestMeanNegativeLogLikelihood()
        : OptionalDouble.empty();
  }

  /** The greatest kept score of a band, if documents above were dropped, in nats per token. */
  OptionalDouble upperThreshold(int number) {
    return above[number] > 0
        ? bands.get(number).highestMeanNegativeLogLikelihood()
        : OptionalDouble.empty();
  }

  /** The numbers of the largest bands, in their order; at most {@code count}. */
  List<Integer> largest(int count) {
    List<Integer> largest =
        new ArrayList<>(
            IntStream.range(0, bands.size())
                .boxed()
                .sorted(
                    Comparator.comparingLong((Integer i) -> -bands.get(i).rankedDocumentCount()))
                .limit(count)
                .toList());
    largest.sort(Comparator.naturalOrder());
    return largest;
  }

  boolean isPerDomain() {
    return bands.stream().anyMatch(band -> band.domain().isPresent());
  }

  boolean isPerFold() {
    return bands.stream().mapToInt(KeptBand::fold).distinct().count() > 1;
  }

  /** What the documents of a band have in common. */
  String name(int number) {
    KeptBand band = bands.get(number);
    String domain = band.domain().map(DomainSection::name).orElse("");
    String fold = isPerFold() ? "model " + (band.fold() + 1) : "";
    return domain.isEmpty() || fold.isEmpty() ? domain + fold : domain + ", " + fold;
  }
}
