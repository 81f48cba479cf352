/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.PerplexityScorer;
import io.github.perplexityprune.score.ScoreSink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a scorer reported, in order; a failure is an error here. */
final class RecordedOutcomes implements ScoreSink {
  private final List<String> ids = new ArrayList<>();
  private final List<PerplexityScore> scores = new ArrayList<>();
  private final Set<Thread> threads = new LinkedHashSet<>();

  /** The outcomes of scoring some documents in one call. */
  static RecordedOutcomes of(PerplexityScorer scorer, List<Document> documents) {
    RecordedOutcomes outcomes = new RecordedOutcomes();
    scorer.scoreAll(documents.iterator(), outcomes);
    return outcomes;
  }

  @Override
  public void scored(Document document, PerplexityScore score) {
    ids.add(document.id());
    scores.add(score);
    threads.add(Thread.currentThread());
  }

  @Override
  public void failed(Document document, ScoringException reason) {
    throw new AssertionError("document '" + document.id() + "' must be scored, but failed", reason);
  }

  List<String> ids() {
    return ids;
  }

  List<PerplexityScore> scores() {
    return scores;
  }

  Set<Thread> threads() {
    return threads;
  }
}
