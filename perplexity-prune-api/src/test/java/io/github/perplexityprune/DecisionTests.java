/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.select.SelectionCriterion;
import io.github.perplexityprune.select.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTests {
  private static final Map<String, PerplexityScore> SCORES =
      Map.of(
          "a", new PerplexityScore(10 * Math.log(10), 10, 40),
          "b", new PerplexityScore(10 * Math.log(20), 10, 40),
          "c", new PerplexityScore(10 * Math.log(30), 10, 40),
          "d", new PerplexityScore(10 * Math.log(40), 10, 40),
          "short", new PerplexityScore(Math.log(5), 1, 2));

  private static PruneResult<Article> prune(SelectionCriterion criterion) {
    List<Article> articles =
        List.of(
            new Article("c", "x".repeat(40), "news"),
            new Article("a", "x".repeat(40), "blog"),
            new Article("blank", "", "blog"),
            new Article("d", "x".repeat(40), "news"),
            new Article("broken", "x".repeat(40), "blog"),
            new Article("b", "x".repeat(40), "blog"),
            new Article("short", "tt", "blog"));
    return Pruner.builder()
        .scorer(
            document -> {
              PerplexityScore score = SCORES.get(document.id());
              if (score == null) {
                throw new ScoringException("document '" + document.id() + "' has no tokens");
              }
              return score;
            })
        .criterion(criterion)
        .prune(Article.source(articles));
  }

  private static Decision explain(SelectionCriterion criterion, String id) {
    return prune(criterion).explain(id);
  }

  @Test
  void saysWhatWasKept() {
    Decision decision = explain(low(0.5).minimumTokens(5), "b");

    assertThat(decision.isKept()).isTrue();
    assertThat(decision.verdict()).isEqualTo(Verdict.KEPT);
    assertThat(decision.ordinal()).isEqualTo(5);
    assertThat(decision.domain()).isEqualTo("blog");
    assertThat(decision.score()).contains(SCORES.get("b"));
    assertThat(decision.percentile()).hasValue(50);
    assertThat(decision.lowestKept()).hasValue(Math.log(10));
    assertThat(decision.highestKept()).hasValue(Math.log(20));
    assertThat(decision.failureReason()).isEmpty();
    assertThat(decision)
        .hasToString(
            "kept 'b' (blog): in the band; perplexity 20.0 (2.996 nats per token over 10 tokens),"
                + " percentile 50.0; kept are perplexities from 10.0 to 20.0");
  }

  @Test
  void saysWhatWasTooSurprising() {
    Decision decision = explain(low(0.5).minimumTokens(5), "d");

    assertThat(decision.isKept()).isFalse();
    assertThat(decision.verdict()).isEqualTo(Verdict.ABOVE_BAND);
    assertThat(decision.percentile()).hasValue(100);
    assertThat(decision.toString()).startsWith("dropped 'd' (news): above the band; perplexity 40");
  }

  @Test
  void saysWhatWasNotSurprisingEnough() {
    assertThat(explain(medium(0.5).minimumTokens(5), "a").verdict()).isEqualTo(Verdict.BELOW_BAND);
  }

  @Test
  void saysWhatWasNotDrawn() {
    PruneResult<Article> result = prune(random(0.5, 1).minimumTokens(5));

    assertThat(List.of("a", "b", "c", "d"))
        .extracting(id -> result.explain(id).verdict())
        .containsOnly(Verdict.KEPT, Verdict.NOT_DRAWN)
        .filteredOn(verdict -> verdict == Verdict.NOT_DRAWN)
        .hasSize(2);
  }

  @Test
  void saysWhatWasEmpty() {
    Decision decision = explain(low(0.5), "blank");

    assertThat(decision.verdict()).isEqualTo(Verdict.EMPTY);
    assertThat(decision.score()).isEmpty();
    assertThat(decision.percentile()).isEmpty();
    assertThat(decision.lowestKept()).isEmpty();
    assertThat(decision).hasToString("dropped 'blank' (blog): empty");
  }

  @Test
  void saysWhatFailedAndWhy() {
    Decision decision = explain(low(0.5), "broken");

    assertThat(decision.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(decision.failureReason()).contains("document 'broken' has no tokens");
    assertThat(decision)
        .hasToString(
            "dropped 'broken' (blog): could not be scored; document 'broken' has no tokens");
  }

  @Test
  void saysWhatWasTooShort() {
    Decision decision = explain(low(0.5).minimumTokens(5), "short");

    assertThat(decision.verdict()).isEqualTo(Verdict.TOO_SHORT);
    assertThat(decision.score()).isPresent();
    assertThat(decision.percentile()).isEmpty();
  }

  @Test
  void saysWhatWasKeptUnscored() {
    assertThat(explain(low(0.5).keepUnscored(), "blank").verdict())
        .isEqualTo(Verdict.KEPT_UNSCORED);
  }

  @Test
  void ranksWithinTheDomainWhenDomainsAreRankedApart() {
    Decision decision = explain(low(0.5).perDomain().minimumTokens(5), "b");

    assertThat(decision.percentile()).hasValue(100);
    assertThat(decision.lowestKept()).hasValue(Math.log(10));
    assertThat(decision.highestKept()).hasValue(Math.log(10));
  }

  @Test
  void explainsTheFirstOfSeveralDocumentsOfAnId() {
    PruneResult<Article> result =
        Pruner.builder()
            .scorer(Article.SCORER)
            .criterion(low(1))
            .prune(Article.source(Article.of("twin", 2), Article.of("twin", 3)));

    assertThat(result.explain("twin").ordinal()).isZero();
  }

  @Test
  void refusesUnknownIds() {
    PruneResult<Article> result = prune(low(0.5));

    assertThatThrownBy(() -> result.explain("nobody"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("id must be that of a document of the source, but was 'nobody'");
  }

  @Test
  void listsTheLeastAndTheMostSurprising() {
    PruneResult<Article> result = prune(low(0.5));

    assertThat(result.lowest(2)).extracting(Decision::id).containsExactly("short", "a");
    assertThat(result.highest(3)).extracting(Decision::id).containsExactly("d", "c", "b");
    assertThat(result.highest(99)).hasSize(5);
  }
}
