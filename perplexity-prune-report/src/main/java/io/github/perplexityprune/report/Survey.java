/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.PruneSummary;
import io.github.perplexityprune.report.Choice.Group;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.Selection;
import io.github.perplexityprune.select.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the page shows of the scores, found in two passes over them: the first counts, the
 * second looks for what the counts ask for. Memory does not grow with the number of documents but
 * for the thresholds' neighbours, whose number is about its square root.
 *
 * @param failures the first documents that could not be scored
 * @param thresholds of the largest bands
 * @param groups documents to read
 * @param domainGroups documents to read of each domain
 */
record Survey(
    PruneSummary summary,
    Bands bands,
    Distribution distribution,
    LengthGrid lengths,
    List<Failure> failures,
    List<Threshold> thresholds,
    List<Group> groups,
    List<Group> domainGroups) {
  static final int FAILURES = 20;

  /** Bands whose thresholds are shown. */
  static final int BANDS = 40;

  /** A document that could not be scored. */
  record Failure(String id, String reason) {}

  static Survey of(PruneResult<?> result, long seed) {
    PruneSummary summary = result.summary();
    ScoreStore scores = result.scores();
    Selection selection = result.selection();
    Bands bands = new Bands(selection, scores);
    Distribution distribution = Distribution.of(summary);
    LengthGrid lengths = new LengthGrid(distribution);
    List<Failure> failures = new ArrayList<>();
    scores.forEach(
        row -> {
          Verdict verdict = selection.verdict(row);
          bands.add(row, verdict);
          if (row.state().isRanked()) {
            distribution.add(row.meanNegativeLogLikelihood(), verdict.isKept());
            lengths.add(row.tokenCount(), row.meanNegativeLogLikelihood());
          } else if (row.failureReason().isPresent() && failures.size() < FAILURES) {
            failures.add(new Failure(row.id(), row.failureReason().get()));
          }
        });

    Threshold.Search thresholds = new Threshold.Search(bands, bands.largest(BANDS));
    DocumentChoice choice = new DocumentChoice(bands, summary.domains(), scores, seed);
    scores.forEach(row -> look(row, selection.verdict(row), thresholds, choice));
    return new Survey(
        summary,
        bands,
        distribution,
        lengths,
        failures,
        thresholds.found(),
        choice.groups(),
        choice.groupsOfDomains());
  }

  private static void look(
      ScoreRow row, Verdict verdict, Threshold.Search thresholds, DocumentChoice choice) {
    if (Bands.isRanked(verdict)) {
      thresholds.add(row, verdict);
      choice.add(row, verdict);
    }
  }

  /** Whether one band was cut from one ranking, so that its ends can be drawn. */
  boolean hasOneBand() {
    return bands.count() == 1;
  }
}
