/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static io.github.perplexityprune.select.SelectionCriterion.low;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.score.PerplexityScorer;
import java.nio.file.Path;

/** Keeps the tenth of the articles that a model of wanted text prefers most over a general one. */
public final class TwoModels {
  private TwoModels() {}

  /** Opens two models of the same tokenizer and prunes made-up articles by their difference. */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("usage: TwoModels WANTED GENERAL, two folders of models");
      return;
    }
    try (ReferenceModel wanted = ReferenceModel.load(Path.of(args[0]));
        ReferenceModel general = ReferenceModel.load(Path.of(args[1]))) {
      System.out.println(mostWanted(Article.source(SampleArticles.of(600)), wanted, general));
    }
  }

  static PruneResult<Article> mostWanted(
      DocumentSource<Article> source, ReferenceModel wanted, ReferenceModel general) {
    // tag::difference[]
    return Pruner.builder()
        .scorer(PerplexityScorer.difference(wanted, general))
        .criterion(low(0.1))
        .prune(source);
    // end::difference[]
  }
}
