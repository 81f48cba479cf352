/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import java.util.ArrayList;
import java.util.List;

/** A scored document of a test; its score is exact when mean and token count are whole numbers. */
record ScoredDocument(
    String id, double meanNegativeLogLikelihood, int tokenCount, String domain, int fold) {

  static ScoredDocument of(String id, double meanNegativeLogLikelihood) {
    return new ScoredDocument(id, meanNegativeLogLikelihood, 1, "", 0);
  }

  /** Documents of one token, whose ids are their scores' places in the list. */
  static List<ScoredDocument> withMeans(double... means) {
    List<ScoredDocument> documents = new ArrayList<>();
    for (int i = 0; i < means.length; i++) {
      documents.add(of("d" + i, means[i]));
    }
    return documents;
  }

  ScoredDocument withMean(double mean) {
    return new ScoredDocument(id, mean, tokenCount, domain, fold);
  }

  static ScoreStore store(List<ScoredDocument> documents) {
    ScoreStore scores = ScoreStore.inMemory();
    for (ScoredDocument document : documents) {
      long ordinal =
          scores.register(document.id, document.domain, DocumentState.PENDING, document.fold, 1);
      double sum = document.meanNegativeLogLikelihood * document.tokenCount;
      scores.putScore(
          ordinal, new PerplexityScore(sum, document.tokenCount, 1), DocumentState.SCORED);
    }
    return scores;
  }

  /** The documents that a criterion keeps, in source order. */
  static List<ScoredDocument> kept(SelectionCriterion criterion, List<ScoredDocument> documents) {
    ScoreStore scores = store(documents);
    Selection selection = criterion.select(scores);
    List<ScoredDocument> kept = new ArrayList<>();
    scores.forEach(
        row -> {
          if (selection.isKept(row)) {
            kept.add(documents.get((int) row.ordinal()));
          }
        });
    return kept;
  }

  /** The places, counted from 0 in source order, of the documents that a criterion keeps. */
  static List<Integer> keptPlaces(SelectionCriterion criterion, double... means) {
    return kept(criterion, withMeans(means)).stream()
        .map(document -> Integer.valueOf(document.id.substring(1)))
        .toList();
  }
}
