/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.perplexityBetween;
import static io.github.perplexityprune.select.SelectionCriterion.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnrankedDocumentsTest {
  private final ScoreStore scores = ScoreStore.inMemory();

  @BeforeEach
  void registerADocumentOfEachState() {
    register("pending", DocumentState.PENDING);
    register("reference", DocumentState.REFERENCE);
    register("empty", DocumentState.EMPTY);
    scores.putFailure(register("failed", DocumentState.PENDING), "no such character");
    score("short", 1, 15, DocumentState.SCORED);
    score("low", 2, 16, DocumentState.SCORED);
    score("high", 3, 20, DocumentState.SCORED_BY_ITS_REFERENCE);
  }

  private long register(String id, DocumentState state) {
    return scores.register(id, "", state, 0, 100);
  }

  private void score(String id, double mean, int tokenCount, DocumentState state) {
    long ordinal = register(id, DocumentState.PENDING);
    scores.putScore(ordinal, new PerplexityScore(mean * tokenCount, tokenCount, 100), state);
  }

  @Test
  void areDroppedWithTheReason() {
    assertThat(verdicts(low(0.5).minimumTokens(16)))
        .containsExactly(
            Verdict.PENDING,
            Verdict.REFERENCE,
            Verdict.EMPTY,
            Verdict.FAILED,
            Verdict.TOO_SHORT,
            Verdict.KEPT,
            Verdict.ABOVE_BAND);
  }

  @Test
  void areKeptOnRequestUnlessPendingOrReference() {
    assertThat(verdicts(low(0.5).minimumTokens(16).keepUnscored()))
        .containsExactly(
            Verdict.PENDING,
            Verdict.REFERENCE,
            Verdict.KEPT_UNSCORED,
            Verdict.KEPT_UNSCORED,
            Verdict.KEPT_UNSCORED,
            Verdict.KEPT,
            Verdict.ABOVE_BAND);
  }

  @Test
  void areCountedWhenKept() {
    Selection selection = low(0.5).minimumTokens(16).keepUnscored().select(scores);

    assertThat(selection.keptDocumentCount()).isEqualTo(4);
    assertThat(selection.keptTokenCount()).isEqualTo(15 + 16);
    assertThat(selection.rankedDocumentCount()).isEqualTo(2);
    assertThat(selection.bands().get(0).keptDocumentCount()).isEqualTo(1);
  }

  @Test
  void areNotRankedForABandOfPerplexitiesEither() {
    assertThat(verdicts(perplexityBetween(1, 100).minimumTokens(16)).subList(4, 7))
        .containsExactly(Verdict.TOO_SHORT, Verdict.KEPT, Verdict.KEPT);
  }

  @Test
  void areNotDrawnEither() {
    assertThat(random(1, 7).select(scores).keptDocumentCount()).isEqualTo(3);
    assertThat(verdicts(random(0.01, 7)).subList(4, 7)).containsOnly(Verdict.NOT_DRAWN);
  }

  @Test
  void haveTheirReasonInWords() {
    assertThat(Verdict.TOO_SHORT.phrase()).isEqualTo("too short to be ranked");
    assertThat(Verdict.values()).extracting(Verdict::phrase).doesNotHaveDuplicates();
  }

  private List<Verdict> verdicts(SelectionCriterion criterion) {
    Selection selection = criterion.select(scores);
    List<Verdict> verdicts = new ArrayList<>();
    scores.forEach(row -> verdicts.add(selection.verdict(row)));
    return verdicts;
  }
}
