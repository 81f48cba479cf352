/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.SelectionCriterion;
import java.util.List;
import java.util.stream.IntStream;

/** A document of a made-up corpus, whose score is known. */
record Sample(String id, String text, String domain, double mean, long tokenCount) {

  static Sample of(String id, double mean) {
    return new Sample(id, "the text of " + id, "", mean, 100);
  }

  /** Documents {@code d1} to {@code dN} of scores N thousandths to 1 thousandth. */
  static List<Sample> thousandths(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> Sample.of("d" + i, (count + 1 - i) / 1000.0))
        .toList();
  }

  static DocumentSource<Sample> source(List<Sample> samples) {
    return DocumentSource.of(samples, Sample::text).withId(Sample::id).withDomain(Sample::domain);
  }

  PerplexityScore score() {
    return new PerplexityScore(mean * tokenCount, tokenCount, text.length());
  }

  static PruneResult<Sample> prune(List<Sample> samples, SelectionCriterion criterion) {
    return ScoredDocuments.of(source(samples), store(samples)).select(criterion);
  }

  static ScoreStore store(List<Sample> samples) {
    ScoreStore store = ScoreStore.inMemory();
    for (Sample sample : samples) {
      long ordinal =
          store.register(sample.id, sample.domain, DocumentState.PENDING, 0, sample.text.length());
      store.putScore(ordinal, sample.score(), DocumentState.SCORED);
    }
    return store;
  }

  /** Scores by the text's length in tokens of one character, so that a plain scorer serves. */
  static PruneResult<String> pruneTexts(List<String> texts, SelectionCriterion criterion) {
    return Pruner.builder()
        .scorer(document -> PerplexityScore.ofPerplexity(1 + document.text().length()))
        .criterion(criterion)
        .prune(DocumentSource.ofTexts(texts));
  }
}
