/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scoring into a store that holds something already. */
class PrunerStoreTests {
  private final List<String> scored = new ArrayList<>();
  private final Pruner pruner = Pruner.builder().scorer(this::score).build();

  private PerplexityScore score(Document document) {
    if (document.text().startsWith("bad")) {
      throw new ScoringException("bad document");
    }
    scored.add(document.text());
    return new PerplexityScore(document.text().length(), 1, document.text().length());
  }

  @Test
  void scoresOnlyWhatWaits() {
    ScoreStore store = ScoreStore.inMemory();
    store.register("0", "", DocumentState.PENDING, 0, 1);
    store.register("1", "", DocumentState.PENDING, 0, 2);
    store.putScore(0, new PerplexityScore(7, 1, 1), DocumentState.SCORED);

    pruner.score(DocumentSource.ofTexts(List.of("a", "bb")), store);

    assertThat(scored).containsExactly("bb");
    assertThat(store.row(0).negativeLogLikelihood()).isEqualTo(7);
    assertThat(store.row(1).negativeLogLikelihood()).isEqualTo(2);
  }

  @Test
  void scoresWhatASourceGainedAtItsEnd() {
    ScoreStore store = ScoreStore.inMemory();
    pruner.score(DocumentSource.ofTexts(List.of("a", "bb")), store);

    pruner.score(DocumentSource.ofTexts(List.of("a", "bb", "", "ccc")), store);

    assertThat(scored).containsExactly("a", "bb", "ccc");
    assertThat(store.documentCount()).isEqualTo(4);
    assertThat(store.row(2).state()).isEqualTo(DocumentState.EMPTY);
  }

  @Test
  void opensNoScorerWhenNothingWaits() {
    ScoreStore store = ScoreStore.inMemory();
    DocumentSource<String> source = DocumentSource.ofTexts(List.of("a", "bb"));
    pruner.score(source, store);

    ScoredDocuments<String> again = pruner.score(source, store);

    assertThat(scored).containsExactly("a", "bb");
    assertThat(again.scores().row(1).negativeLogLikelihood()).isEqualTo(2);
  }

  @Test
  void keepsFailuresAndCountsThem() {
    ScoreStore store = ScoreStore.inMemory();
    DocumentSource<String> source = DocumentSource.ofTexts(List.of("a", "bad"));
    pruner.score(source, store);
    Pruner strict = Pruner.builder().scorer(this::score).maximumFailures(0).build();

    assertThat(store.row(1).state()).isEqualTo(DocumentState.FAILED);
    assertThatThrownBy(() -> strict.score(source, store))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("at most 0 documents may fail")
        .hasMessageContaining("bad document");
  }

  @Test
  void refusesASourceThatBeginsWithOtherDocuments() {
    ScoreStore store = ScoreStore.inMemory();
    pruner.score(DocumentSource.ofTexts(List.of("a", "bb")), store);

    assertThatThrownBy(() -> pruner.score(DocumentSource.ofTexts(List.of("a", "ccc")), store))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageContaining("document 1 is '1' of 3 bytes where it was '1' of 2");
  }

  @Test
  void refusesASourceThatShrank() {
    ScoreStore store = ScoreStore.inMemory();
    pruner.score(DocumentSource.ofTexts(List.of("a", "bb")), store);

    assertThatThrownBy(() -> pruner.score(DocumentSource.ofTexts(List.of("a")), store))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageContaining("gives 1 documents instead of 2");
  }

  @Test
  void refusesAStoreOfAnotherSplit() {
    ScoreStore store = ScoreStore.inMemory();
    store.register("0", "", DocumentState.REFERENCE, 0, 1);

    assertThatThrownBy(() -> pruner.score(DocumentSource.ofTexts(List.of("a", "bb")), store))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageContaining("one reference split")
        .hasMessageContaining("document '0'");
  }

  @Test
  void refusesAStoreOfAnotherModelAlsoWhenNothingWaits() {
    ScoreStore store = ScoreStore.inMemory();
    DocumentSource<String> source = DocumentSource.ofTexts(List.of("a", "bb"));
    store.recordReference(0, "another model");
    store.register("0", "", DocumentState.PENDING, 0, 1);
    store.register("1", "", DocumentState.EMPTY, 0, 2);
    store.putScore(0, new PerplexityScore(7, 1, 1), DocumentState.SCORED);

    assertThatThrownBy(() -> pruner.score(source, store))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another model");
  }
}
