/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.testkit.ScriptedPerplexityScorer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a host application tests its pruning without a model, a GPU or native code. */
class UnitTestingYourPruningTests {
  private final List<Article> articles =
      List.of(
          new Article("plain", "news", "Rain."), new Article("odd", "news", "Rain, rain, R@!n"));

  // tag::lambda[]
  @Test
  void keepsTheShorterArticle() {
    PruneResult<Article> result =
        Pruner.builder()
            .scorer(document -> PerplexityScore.ofPerplexity(document.text().length()))
            .criterion(low(0.5))
            .prune(Article.source(articles));

    assertThat(result.kept()).extracting(Article::id).containsExactly("plain");
  }

  // end::lambda[]

  // tag::scripted[]
  @Test
  void keepsTheOddArticleAndAsksForEachOnce() {
    ScriptedPerplexityScorer scorer =
        ScriptedPerplexityScorer.create().perplexity("plain", 12.5).perplexity("odd", 900);

    PruneResult<Article> result =
        Pruner.builder().scorer(scorer).criterion(high(0.5)).prune(Article.source(articles));

    assertThat(result.kept()).extracting(Article::id).containsExactly("odd");
    assertThat(scorer.requestedIds()).containsExactly("plain", "odd");
  }
  // end::scripted[]
}
