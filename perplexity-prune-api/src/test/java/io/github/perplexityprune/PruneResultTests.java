/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.perplexityprune.select.Verdict;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PruneResultTests {
  private static final Article PLAIN = Article.of("plain", 10);
  private static final Article ODD = Article.of("odd", 4000);
  private static final Article USUAL = Article.of("usual", 20);
  private static final Article RARE = Article.of("rare", 300);
  private static final Article BLANK = new Article("blank", "", "");
  private static final Article BROKEN = new Article("broken", "no number", "");

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
  void keepsTheLeastSurprisingInSourceOrder() {
    PruneResult<Article> result = prune(ODD, USUAL, RARE, PLAIN);

    assertThat(result.kept()).containsExactly(USUAL, PLAIN);
  }

  @Test
  void dropsTheRestInSourceOrder() {
    PruneResult<Article> result = prune(ODD, BLANK, USUAL, BROKEN, RARE, PLAIN);

    assertThat(result.dropped()).containsExactly(ODD, BLANK, BROKEN, RARE);
  }

  @Test
  void givesBackTheSameObjects() {
    PruneResult<Article> result = prune(ODD, PLAIN);

    assertThat(list(result.kept()).get(0)).isSameAs(PLAIN);
    assertThat(list(result.dropped()).get(0)).isSameAs(ODD);
  }

  @Test
  void givesBackTheSameObjectsAgain() {
    PruneResult<Article> result = prune(ODD, USUAL, RARE, PLAIN);

    assertThat(list(result.kept())).isEqualTo(list(result.kept()));
  }

  @Test
  void opensTheSourceOnlyWhenTheKeptAreRead() {
    WatchedSource watched = new WatchedSource(List.of(ODD, USUAL, RARE, PLAIN));
    PruneResult<Article> result =
        Pruner.builder().scorer(Article.SCORER).criterion(low(0.5)).prune(watched.source());
    int before = watched.openedCount();

    result.kept().close();

    assertThat(watched.openedCount()).isEqualTo(before);
  }

  @Test
  void readsNoFurtherThanNeeded() {
    WatchedSource watched = new WatchedSource(List.of(ODD, USUAL, RARE, PLAIN));
    PruneResult<Article> result =
        Pruner.builder().scorer(Article.SCORER).criterion(low(0.5)).prune(watched.source());
    int before = watched.readCount();

    try (Stream<Article> kept = result.kept()) {
      Iterator<Article> iterator = kept.iterator();
      iterator.next();
    }

    assertThat(watched.readCount() - before).isEqualTo(2);
  }

  @Test
  void closesTheSourceWithTheKept() {
    WatchedSource watched = new WatchedSource(List.of(ODD, USUAL, RARE, PLAIN));
    PruneResult<Article> result =
        Pruner.builder().scorer(Article.SCORER).criterion(low(0.5)).prune(watched.source());

    try (Stream<Article> kept = result.kept()) {
      assertThat(kept.findFirst()).contains(USUAL);
      assertThat(watched.openCount()).isEqualTo(1);
    }

    assertThat(watched.openCount()).isZero();
  }

  @Test
  void selectsFromScoresOfAnEarlierRun() {
    DocumentSource<Article> source = Article.source(ODD, PLAIN);
    ScoredDocuments<Article> earlier = Pruner.builder().scorer(Article.SCORER).score(source);

    ScoredDocuments<Article> again = ScoredDocuments.of(source, earlier.scores());

    assertThat(again.select(low(0.5)).kept()).containsExactly(PLAIN);
    assertThat(again.trainings()).isEmpty();
  }

  @Test
  void tellsOfEveryDocumentInOnePass() {
    PruneResult<Article> result = prune(PLAIN, BLANK, RARE);

    assertThat(result.documents())
        .extracting(JudgedDocument::item, JudgedDocument::verdict, d -> d.score().isPresent())
        .containsExactly(
            tuple(PLAIN, Verdict.KEPT, true),
            tuple(BLANK, Verdict.EMPTY, false),
            tuple(RARE, Verdict.ABOVE_BAND, true));
  }
}
