/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrunerTests {
  private static final Article PLAIN = Article.of("plain", 10);
  private static final Article ODD = Article.of("odd", 4000);
  private static final Article USUAL = Article.of("usual", 20);
  private static final Article RARE = Article.of("rare", 300);
  private static final Article BLANK = new Article("blank", "", "");
  private static final Article BROKEN = new Article("broken", "no number", "");

  @AfterEach
  void clearTheInterruptFlag() {
    Thread.interrupted();
  }

  private static PruneResult<Article> prune(Article... articles) {
    return Pruner.builder()
        .scorer(Article.SCORER)
        .criterion(low(0.5))
        .prune(Article.source(articles));
  }

  private static List<Article> list(Stream<Article> articles) {
    return articles.toList();
  }

  @Test
  void leavesNothingOpenAfterPruning() {
    WatchedSource watched = new WatchedSource(List.of(ODD, USUAL, RARE, PLAIN));

    Pruner.builder().scorer(Article.SCORER).criterion(low(0.5)).prune(watched.source());

    assertThat(watched.openedCount()).isPositive();
    assertThat(watched.openCount()).isZero();
  }

  @Test
  void closesTheSourceWhenAScorerThrows() {
    WatchedSource watched = new WatchedSource(List.of(ODD, USUAL));
    IllegalStateException thrown = new IllegalStateException("defect in the scorer");
    Pruner pruner =
        Pruner.builder()
            .scorer(
                document -> {
                  throw thrown;
                })
            .build();

    assertThatThrownBy(() -> pruner.score(watched.source())).isSameAs(thrown);
    assertThat(watched.openCount()).isZero();
  }

  @Test
  void closesTheSourceWhenTheSurveyFails() {
    WatchedSource watched = new WatchedSource(List.of());

    assertThatThrownBy(() -> Pruner.builder().scorer(Article.SCORER).score(watched.source()))
        .isInstanceOf(PerplexityPruneException.class);
    assertThat(watched.openCount()).isZero();
  }

  @Test
  void scoresEachDocumentOnceForManySelections() {
    List<String> asked = new ArrayList<>();
    ScoredDocuments<Article> scored =
        Pruner.builder()
            .scorer(
                document -> {
                  asked.add(document.id());
                  return Article.SCORER.score(document);
                })
            .score(Article.source(ODD, USUAL, RARE, PLAIN));

    List<Article> low = list(scored.select(low(0.25)).kept());
    List<Article> medium = list(scored.select(medium(0.5)).kept());
    List<Article> high = list(scored.select(low(0.25)).select(high(0.25)).kept());

    assertThat(low).containsExactly(PLAIN);
    assertThat(medium).containsExactly(USUAL, RARE);
    assertThat(high).containsExactly(ODD);
    assertThat(asked).containsExactly("odd", "usual", "rare", "plain");
  }

  @Test
  void prunesAgainWithTheSamePruner() {
    Pruner pruner = Pruner.builder().scorer(Article.SCORER).criterion(low(0.5)).build();

    List<Article> first = list(pruner.prune(Article.source(ODD, PLAIN)).kept());
    List<Article> second = list(pruner.prune(Article.source(RARE, USUAL)).kept());

    assertThat(first).containsExactly(PLAIN);
    assertThat(second).containsExactly(USUAL);
  }

  @Test
  void asksAScorerNeitherForEmptyNorForOverlongDocuments() {
    List<String> asked = new ArrayList<>();

    Pruner.builder()
        .scorer(
            document -> {
              asked.add(document.id());
              return PerplexityScore.ofPerplexity(2);
            })
        .maximumDocumentCharacters(6)
        .score(Article.source(BLANK, ODD, BROKEN));

    assertThat(asked).containsExactly("odd");
  }

  @Test
  void marksDocumentsThatCannotBeScoredWithTheReason() {
    PruneResult<Article> result = prune(ODD, BROKEN, PLAIN);

    assertThat(result.scores().row(1).state()).isEqualTo(DocumentState.FAILED);
    assertThat(result.scores().row(1).failureReason()).contains("document 'broken' is no number");
  }

  @Test
  void leavesDocumentsThatCannotBeScoredOutOfTheRanking() {
    PruneResult<Article> result = prune(ODD, BROKEN, PLAIN, BROKEN, BROKEN, BROKEN);

    assertThat(result.selection().rankedDocumentCount()).isEqualTo(2);
    assertThat(result.kept()).containsExactly(PLAIN);
  }

  @Test
  void passesOnOtherExceptionsOfAScorer() {
    ArithmeticException thrown = new ArithmeticException("defect in the scorer");

    assertThatThrownBy(
            () ->
                Pruner.builder()
                    .scorer(
                        document -> {
                          throw thrown;
                        })
                    .score(Article.source(PLAIN)))
        .isSameAs(thrown);
  }

  @Test
  void goesOnAfterAsManyFailuresAsAllowed() {
    Pruner pruner =
        Pruner.builder().scorer(Article.SCORER).criterion(low(1)).maximumFailures(2).build();

    assertThat(pruner.prune(Article.source(BROKEN, PLAIN, BROKEN)).kept()).containsExactly(PLAIN);
  }

  @Test
  void endsAfterMoreFailuresThanAllowed() {
    Pruner pruner = Pruner.builder().scorer(Article.SCORER).maximumFailures(1).build();

    assertThatThrownBy(() -> pruner.score(Article.source(BROKEN, PLAIN, BROKEN)))
        .isInstanceOf(ScoringException.class)
        .hasMessage(
            "at most 1 documents may fail, but 2 did; the last: document 'broken' is no number;"
                + " raise maximumFailures to go on");
  }

  @Test
  void countsOverlongDocumentsAsFailures() {
    Pruner pruner =
        Pruner.builder()
            .scorer(Article.SCORER)
            .maximumDocumentCharacters(6)
            .maximumFailures(0)
            .build();

    assertThatThrownBy(() -> pruner.score(Article.source(PLAIN, BROKEN)))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("at most 0 documents may fail, but 1 did")
        .hasMessageContaining("raise maximumDocumentCharacters");
  }

  @Test
  void doesNotStartOnAnInterruptedThread() {
    WatchedSource watched = new WatchedSource(List.of(ODD, USUAL));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Pruner.builder().scorer(Article.SCORER).score(watched.source()))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(watched.openCount()).isZero();
  }

  @Test
  void stopsScoringWhenItsThreadIsInterrupted() {
    WatchedSource watched = new WatchedSource(List.of(ODD, USUAL, PLAIN));
    List<String> asked = new ArrayList<>();
    Pruner pruner =
        Pruner.builder()
            .scorer(
                document -> {
                  asked.add(document.id());
                  Thread.currentThread().interrupt();
                  return PerplexityScore.ofPerplexity(2);
                })
            .build();

    assertThatThrownBy(() -> pruner.score(watched.source()))
        .isInstanceOf(CancellationException.class)
        .hasMessage("scoring was cancelled by interrupting its thread");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(asked).containsExactly("odd");
    assertThat(watched.openCount()).isZero();
  }

  @Test
  void scoresOneDocument() {
    assertThat(
            Pruner.builder()
                .scorer(Article.SCORER)
                .criterion(low(1))
                .prune(Article.source(PLAIN))
                .kept())
        .containsExactly(PLAIN);
  }

  @Test
  void knowsItsVersion() {
    assertThat(Pruner.version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }
}
