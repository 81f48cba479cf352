/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

// tag::first[]
import static io.github.perplexityprune.reference.ReferenceModelConfig.tiny;
import static io.github.perplexityprune.select.SelectionCriterion.low;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import java.util.List;

// end::first[]

/** The shortest pruning: a few lines, all else by default. */
public final class FirstPruning {
  private FirstPruning() {}

  /** Prunes made-up articles and shows what happened. */
  public static void main(String[] args) {
    PruneResult<Article> result = leastSurprisingHalf(SampleArticles.of(600));
    // tag::result[]
    System.out.println(result); // counts, a histogram, domains before and after
    result.kept().forEach(article -> System.out.println(article.id())); // read lazily
    System.out.println(result.explain("42")); // kept or dropped, and why
    // end::result[]
  }

  // tag::first[]
  static PruneResult<Article> leastSurprisingHalf(List<Article> articles) {
    DocumentSource<Article> source = DocumentSource.of(articles, Article::text);
    ReferenceModelTrainer reference = ReferenceModelTrainer.builder().model(tiny()).build();
    return Pruner.builder().reference(reference).criterion(low(0.5)).prune(source);
  }
  // end::first[]
}
