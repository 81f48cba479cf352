/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static java.util.stream.Collectors.joining;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreTally;
import io.github.perplexityprune.score.Scores;
import io.github.perplexityprune.select.ScoreQuantiles;
import io.github.perplexityprune.select.Selection;
import io.github.perplexityprune.select.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Makes a {@link PruneSummary} in a few passes over the scores. */
final class Summarizing implements ScoreTally<Summarizing> {
  private static final double[] PERCENTILES = {0, 1, 5, 10, 25, 50, 75, 90, 95, 99, 100};
  private static final int BINS = 24;

  /** A domain that keeps less than this share of its tokens is worth a warning. */
  private static final double ALARMING_KEPT_SHARE = 0.25;

  /** How many domains a warning names; the table has them all. */
  private static final int NAMED_DOMAINS = 6;

  private final Selection selection;
  private final EnumMap<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final TreeMap<Double, Double> quantiles = new TreeMap<>();
  private final double from;
  private final double binWidth;
  private final long[] counts = new long[BINS];
  private final long[] keptCounts = new long[BINS];
  private final long[][] domains;
  private long failed;
  private long seenByReference;

  private Summarizing(Scores scores, Selection selection) {
    this.selection = selection;
    this.domains = new long[scores.domains().size()][4];
    List<Double> values = ScoreQuantiles.of(scores, PERCENTILES);
    for (int i = 0; i < values.size(); i++) {
      quantiles.put(PERCENTILES[i], values.get(i));
    }
    double low = quantiles.isEmpty() ? 0 : quantiles.get(1.0);
    double high = quantiles.isEmpty() ? 1 : quantiles.get(99.0);
    this.from = low;
    this.binWidth = Math.max(1e-9, (high - low) / BINS);
  }

  static PruneSummary of(Scores scores, Selection selection) {
    return scores.tally(new Summarizing(scores, selection)).summary(scores.domains());
  }

  @Override
  public void count(ScoreRow row) {
    Verdict verdict = selection.verdict(row);
    verdicts.merge(verdict, 1L, Long::sum);
    if (!row.state().isRanked()) {
      failed += row.state() == DocumentState.FAILED ? 1 : 0;
      return;
    }
    seenByReference += row.state() == DocumentState.SCORED_BY_ITS_REFERENCE ? 1 : 0;
    int kept = verdict.isKept() ? 1 : 0;
    double place = Math.floor((row.meanNegativeLogLikelihood() - from) / binWidth);
    int bin = (int) Math.max(0, Math.min(BINS - 1, place));
    counts[bin]++;
    keptCounts[bin] += kept;
    long[] domain = domains[row.domain()];
    domain[0]++;
    domain[1] += row.tokenCount();
    domain[2] += kept;
    domain[3] += kept * row.tokenCount();
  }

  @Override
  public void add(Summarizing other) {
    other.verdicts.forEach((verdict, count) -> verdicts.merge(verdict, count, Long::sum));
    addAll(counts, other.counts);
    addAll(keptCounts, other.keptCounts);
    for (int i = 0; i < domains.length; i++) {
      addAll(domains[i], other.domains[i]);
    }
    failed += other.failed;
    seenByReference += other.seenByReference;
  }

  private static void addAll(long[] sums, long[] terms) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += terms[i];
    }
  }

  private PruneSummary summary(List<String> domainNames) {
    List<DomainSummary> perDomain = new ArrayList<>();
    for (int i = 0; i < domains.length; i++) {
      long[] sums = domains[i];
      if (sums[0] > 0) {
        perDomain.add(new DomainSummary(domainNames.get(i), sums[0], sums[1], sums[2], sums[3]));
      }
    }
    perDomain.sort(
        Comparator.comparingLong(DomainSummary::tokenCount)
            .reversed()
            .thenComparing(DomainSummary::name));
    return new PruneSummary(
        selection.criterion(),
        verdicts,
        perDomain.stream().mapToLong(DomainSummary::tokenCount).sum(),
        perDomain.stream().mapToLong(DomainSummary::keptTokenCount).sum(),
        selection.lowestMeanNegativeLogLikelihood(),
        selection.highestMeanNegativeLogLikelihood(),
        quantiles,
        new ScoreHistogram(from, binWidth, boxed(counts), boxed(keptCounts)),
        perDomain,
        warnings(perDomain));
  }

  private static List<Long> boxed(long[] values) {
    return LongStream.of(values).boxed().toList();
  }

  private List<String> warnings(List<DomainSummary> perDomain) {
    List<String> warnings = new ArrayList<>();
    long all = verdicts.values().stream().mapToLong(Long::longValue).sum();
    if (selection.keptDocumentCount() == 0) {
      warnings.add("nothing was kept: all " + all + " documents were dropped");
    } else if (selection.keptDocumentCount() == all) {
      warnings.add("nothing was dropped: all " + all + " documents were kept");
    }
    if (failed > 0) {
      warnings.add(
          "documents that could not be scored: " + failed + "; explain(id) says why for each");
    }
    if (seenByReference > 0) {
      warnings.add(
          seenByReference
              + " documents were scored by the model that was trained on them, so their scores are"
              + " too low");
    }
    if (perDomain.size() > 1) {
      warnOfShrunken(perDomain, warnings);
    }
    return warnings;
  }

  private static void warnOfShrunken(List<DomainSummary> perDomain, List<String> warnings) {
    List<DomainSummary> shrunken =
        perDomain.stream().filter(domain -> domain.keptTokenShare() < ALARMING_KEPT_SHARE).toList();
    if (!shrunken.isEmpty()) {
      String named =
          shrunken.stream()
              .limit(NAMED_DOMAINS)
              .map(
                  domain ->
                      String.format(
                          Locale.ROOT, "%s (%.0f%%)", domain.name(), 100 * domain.keptTokenShare()))
              .collect(joining(", "));
      String more = shrunken.size() > NAMED_DOMAINS ? " and others" : "";
      warnings.add(
          shrunken.size()
              + " of "
              + perDomain.size()
              + " domains keep less than a quarter of their tokens: "
              + named
              + more
              + "; place the band within each domain (perDomain(), --per-domain) to keep their shares");
    }
  }
}
