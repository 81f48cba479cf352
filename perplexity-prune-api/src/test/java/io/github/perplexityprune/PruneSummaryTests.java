/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoresInParts;
import io.github.perplexityprune.select.SelectionCriterion;
import io.github.perplexityprune.select.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PruneSummaryTests {
  /** Perplexities 1 to 40, of 10 tokens each, from two sites; one blank and one broken. */
  private static PruneResult<Article> prune(SelectionCriterion criterion) {
    List<Article> articles = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      articles.add(new Article("article " + i, Integer.toString(i), i <= 30 ? "books" : "web"));
    }
    articles.add(new Article("blank", "", "web"));
    articles.add(new Article("broken", "no number", "web"));
    return Pruner.builder()
        .scorer(
            document -> {
              double mean = Article.SCORER.score(document).meanNegativeLogLikelihood();
              return new PerplexityScore(10 * mean, 10, 50);
            })
        .criterion(criterion)
        .prune(Article.source(articles));
  }

  @Test
  void countsDocumentsByVerdict() {
    PruneSummary summary = prune(low(0.5)).summary();

    assertThat(summary.documentCounts())
        .isEqualTo(
            Map.of(
                Verdict.KEPT, 20L, Verdict.ABOVE_BAND, 20L, Verdict.EMPTY, 1L, Verdict.FAILED, 1L));
    assertThat(summary.documentCount()).isEqualTo(42);
    assertThat(summary.keptDocumentCount()).isEqualTo(20);
    assertThat(summary.droppedDocumentCount()).isEqualTo(22);
    assertThat(summary.scoredDocumentCount()).isEqualTo(40);
  }

  @Test
  void scoresInPartsHaveTheSameSummary() {
    PruneResult<Article> whole = prune(low(0.5).perDomain());

    PruneSummary inParts = PruneSummary.of(new ScoresInParts(whole.scores(), 3), whole.selection());

    assertThat(inParts).isEqualTo(whole.summary());
  }

  @Test
  void countsTokens() {
    PruneSummary summary = prune(low(0.25)).summary();

    assertThat(summary.scoredTokenCount()).isEqualTo(400);
    assertThat(summary.keptTokenCount()).isEqualTo(100);
  }

  @Test
  void tellsThresholdsAndQuantiles() {
    PruneSummary summary = prune(low(0.5)).summary();

    assertThat(summary.lowestKept()).hasValue(0);
    assertThat(summary.highestKept().orElseThrow()).isCloseTo(Math.log(20), within(1e-12));
    assertThat(summary.quantiles().get(50.0)).isCloseTo(Math.log(20), within(1e-12));
    assertThat(summary.quantiles().get(100.0)).isCloseTo(Math.log(40), within(1e-12));
  }

  @Test
  void tellsDomainsBeforeAndAfter() {
    assertThat(prune(low(0.5)).summary().domains())
        .containsExactly(
            new DomainSummary("books", 30, 300, 20, 200), new DomainSummary("web", 10, 100, 0, 0));
  }

  @Test
  void tellsTheShareOfADomainThatIsKept() {
    assertThat(new DomainSummary("books", 30, 300, 20, 200).keptTokenShare()).isEqualTo(2 / 3.0);
    assertThat(new DomainSummary("none", 0, 0, 0, 0).keptTokenShare()).isZero();
  }

  @Test
  void countsEveryScoredDocumentInTheHistogram() {
    ScoreHistogram histogram = prune(low(0.5)).summary().histogram();

    assertThat(histogram.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(40);
    assertThat(histogram.keptCounts().stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
  }

  @Test
  void warnsOfFailuresAndOfDomainsThatVanish() {
    assertThat(prune(low(0.5)).summary().warnings())
        .containsExactly(
            "documents that could not be scored: 1; explain(id) says why for each",
            "1 of 2 domains keep less than a quarter of their tokens: web (0%); place the band within"
                + " each domain (perDomain(), --per-domain) to keep their shares");
  }

  @Test
  void warnsWhenNothingIsDropped() {
    PruneResult<Article> result =
        Pruner.builder()
            .scorer(Article.SCORER)
            .criterion(low(1))
            .prune(Article.source(Article.of("a", 2), Article.of("b", 3)));

    assertThat(result.summary().warnings())
        .containsExactly("nothing was dropped: all 2 documents were kept");
  }

  @Test
  void warnsWhenNothingIsKept() {
    PruneResult<Article> result =
        Pruner.builder()
            .scorer(Article.SCORER)
            .criterion(low(0.1))
            .prune(Article.source(Article.of("a", 2), Article.of("b", 3)));

    assertThat(result.summary().warnings())
        .containsExactly("nothing was kept: all 2 documents were dropped");
    assertThat(result.kept()).isEmpty();
  }

  @Test
  void printsWhatAPersonWantsToKnow() {
    PruneResult<Article> result = prune(low(0.5));

    assertThat(result.toString())
        .isEqualTo(result.summary().toString())
        .contains("Pruning by low(0.5)\n")
        .contains("kept 20 of 42 documents, 200 of 400 scored tokens (50.0%)\n")
        .contains("  kept             20  in the band\n")
        .contains("  dropped          20  above the band\n")
        .contains("  dropped           1  could not be scored\n")
        .contains("kept perplexities: 1.0 to 20.0 (0.000 to 2.996 nats per token)\n")
        .contains("Documents by perplexity (# kept, . dropped)\n")
        .containsPattern("books +300 +200 +66\\.7% +75\\.0% -> 100\\.0%\n")
        .containsPattern("web +100 +0 +0\\.0% +25\\.0% -> +0\\.0%\n")
        .contains("WARNING: documents that could not be scored: 1");
  }

  @Test
  void marksTheCutInTheHistogram() {
    List<String> bars =
        prune(low(0.5))
            .toString()
            .lines()
            .filter(line -> line.contains(" | "))
            .map(line -> line.substring(line.indexOf('|') + 2))
            .toList();

    assertThat(bars).hasSize(24);
    assertThat(bars.get(0)).startsWith("#").doesNotContain(".");
    assertThat(bars.get(23)).startsWith(".").doesNotContain("#");
  }

  @Test
  void printsManyDomainsBriefly() {
    List<Article> articles = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      articles.add(new Article("article " + i, "2", "site " + i));
    }

    String text =
        Pruner.builder()
            .scorer(Article.SCORER)
            .criterion(low(1))
            .prune(Article.source(articles))
            .toString();

    assertThat(text).contains("and 5 smaller domains");
  }

  @Test
  void isTheSameEachTime() {
    PruneSummary summary = prune(low(0.5)).summary();

    assertThat(summary.toString()).isEqualTo(summary.toString());
  }

  @Test
  void cannotBeChanged() {
    PruneSummary summary = prune(low(0.5)).summary();

    assertThatThrownBy(() -> summary.documentCounts().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> summary.quantiles().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
