/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static io.github.perplexityprune.reference.ReferenceModelConfig.tiny;
import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.random;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.select.SelectionCriterion;
import java.util.List;

/** Several criteria on the scores of one run: a score is dear, a selection is cheap. */
public final class ScoreOnceSelectOften {
  private ScoreOnceSelectOften() {}

  /** Scores made-up articles and compares what four criteria keep of them. */
  public static void main(String[] args) {
    System.out.println(compare(Article.source(SampleArticles.of(600))));
  }

  static PruneResult<Article> compare(DocumentSource<Article> source) {
    ReferenceModelTrainer reference = ReferenceModelTrainer.builder().model(tiny()).build();
    // tag::select[]
    ScoredDocuments<Article> scored = Pruner.builder().reference(reference).score(source);
    for (SelectionCriterion criterion :
        List.of(low(0.5), medium(0.5), high(0.5), random(0.5, /* seed= */ 1))) {
      System.out.println(scored.select(criterion).selection());
    }
    return scored.select(medium(0.3).perDomain().minimumTokens(16));
    // end::select[]
  }
}
