/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PruneListenerTests {
  private static final DocumentSource<Article> SOURCE =
      Article.source(
          Article.of("a", 2),
          new Article("blank", "", ""),
          new Article("broken", "no number", ""),
          Article.of("b", 3));

  /** Writes down what it is told. */
  private static final class Log implements PruneListener {
    private final List<String> phases = new ArrayList<>();
    private final List<ScoringProgress> progress = new ArrayList<>();

    @Override
    public void phaseStarted(Phase phase) {
      phases.add(phase + " begins");
    }

    @Override
    public void phaseFinished(Phase phase, Duration duration) {
      assertThat(duration).isGreaterThanOrEqualTo(Duration.ZERO);
      phases.add(phase + " ends");
    }

    @Override
    public void scoring(ScoringProgress told) {
      progress.add(told);
    }
  }

  @Test
  void isToldOfPhasesInOrder() {
    Log log = new Log();

    Pruner.builder().scorer(Article.SCORER).criterion(low(0.5)).listener(log).prune(SOURCE);

    assertThat(log.phases)
        .containsExactly(
            "SURVEY begins",
            "SURVEY ends",
            "SCORING begins",
            "SCORING ends",
            "SELECTION begins",
            "SELECTION ends");
  }

  @Test
  void isToldOfTheLastProgress() {
    Log log = new Log();

    Pruner.builder().scorer(Article.SCORER).listener(log).score(SOURCE);

    ScoringProgress last = log.progress.get(log.progress.size() - 1);
    assertThat(last.documents()).isEqualTo(3);
    assertThat(last.documentCount()).isEqualTo(3);
    assertThat(last.tokens()).isEqualTo(2);
    assertThat(last.failures()).isEqualTo(1);
    assertThat(last.tokensPerSecond()).isPositive();
    assertThat(last.remaining()).isEqualTo(Duration.ZERO);
  }

  @Test
  void isToldOfProgressWhileScoringTakesLong() {
    Log log = new Log();

    Pruner.builder()
        .scorer(
            document -> {
              sleep(600);
              return Article.SCORER.score(document);
            })
        .listener(log)
        .score(Article.source(Article.of("a", 2), Article.of("b", 3)));

    assertThat(log.progress).hasSizeGreaterThanOrEqualTo(2);
    assertThat(log.progress.get(0).documents()).isEqualTo(1);
    assertThat(log.progress.get(0).remaining()).isPositive();
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void isNotToldThatAPhaseEndedWhichFailed() {
    Log log = new Log();

    assertThatThrownBy(
            () ->
                Pruner.builder()
                    .scorer(Article.SCORER)
                    .listener(log)
                    .score(Article.source(List.of())))
        .isInstanceOf(PerplexityPruneException.class);
    assertThat(log.phases).containsExactly("SURVEY begins");
  }

  @Test
  void endsThePruningByThrowing() {
    IllegalStateException thrown = new IllegalStateException("enough");
    PruneListener impatient =
        new PruneListener() {
          @Override
          public void scoring(ScoringProgress progress) {
            throw thrown;
          }
        };

    assertThatThrownBy(
            () -> Pruner.builder().scorer(Article.SCORER).listener(impatient).score(SOURCE))
        .isSameAs(thrown);
  }

  @Test
  void mayIgnoreEverything() {
    assertThatCode(
            () ->
                Pruner.builder()
                    .scorer(Article.SCORER)
                    .criterion(low(0.5))
                    .listener(PruneListener.NONE)
                    .prune(SOURCE))
        .doesNotThrowAnyException();
  }
}
