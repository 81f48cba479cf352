/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import io.github.perplexityprune.score.Scores;
import io.github.perplexityprune.select.Selection;
import io.github.perplexityprune.select.SelectionCriterion;
import io.github.perplexityprune.select.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a pruning did to a corpus, in numbers. Printing it shows them to a person.
 *
 * @param criterion what was asked for
 * @param documentCounts number of documents of each verdict; verdicts without documents are absent
 * @param scoredTokenCount tokens of all scored documents
 * @param keptTokenCount tokens of those kept
 * @param lowestKept least mean negative log-likelihood kept, in nats per token; empty when nothing
 *     scored was kept
 * @param highestKept greatest mean negative log-likelihood kept, in nats per token; empty when
 *     nothing scored was kept
 * @param quantiles mean negative log-likelihood of the scored documents by percentile (0 to 100),
 *     in nats per token
 * @param histogram their distribution
 * @param domains each domain before and after, largest first
 * @param warnings what a person should know before using the result
 * @since 0.1
 */
public record PruneSummary(
    SelectionCriterion criterion,
    Map<Verdict, Long> documentCounts,
    long scoredTokenCount,
    long keptTokenCount,
    OptionalDouble lowestKept,
    OptionalDouble highestKept,
    SortedMap<Double, Double> quantiles,
    ScoreHistogram histogram,
    List<DomainSummary> domains,
    List<String> warnings) {

  /** Copies the collections. */
  public PruneSummary {
    documentCounts = Collections.unmodifiableMap(new EnumMap<>(documentCounts));
    quantiles = Collections.unmodifiableSortedMap(new TreeMap<>(quantiles));
    domains = List.copyOf(domains);
    warnings = List.copyOf(warnings);
  }

  /** What a selection does to the scores it was made from. Cost: some seven passes over them. */
  public static PruneSummary of(Scores scores, Selection selection) {
    return Summarizing.of(scores, selection);
  }

  /** Number of documents in the source. */
  public long documentCount() {
    return documentCounts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Number of documents kept. */
  public long keptDocumentCount() {
    return documentCounts.entrySet().stream()
        .filter(entry -> entry.getKey().isKept())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Number of documents dropped, for whatever reason. */
  public long droppedDocumentCount() {
    return documentCount() - keptDocumentCount();
  }

  /** Number of documents that have a score. */
  public long scoredDocumentCount() {
    return histogram.counts().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The summary as text: counts, a histogram with the kept part marked, and domains before and
   * after.
   */
  @Override
  public String toString() {
    return new SummaryText(this).toString();
  }
}
