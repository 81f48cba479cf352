/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoredDocumentsTests {
  private static ScoredDocuments<Void> scoresAlone() {
    ScoreStore store = ScoreStore.inMemory();
    for (int i = 0; i < 4; i++) {
      store.register("document " + i, "", DocumentState.PENDING, 0, 1);
      store.putScore(i, new PerplexityScore(i, 1, 1), DocumentState.SCORED);
    }
    return ScoredDocuments.of(store);
  }

  @Test
  void explainsAndSummarisesWithoutTheDocuments() {
    PruneResult<Void> result = scoresAlone().select(low(0.5));

    assertThat(result.explain("document 1").isKept()).isTrue();
    assertThat(result.explain("document 2").isKept()).isFalse();
    assertThat(result.summary().keptTokenCount()).isEqualTo(2);
  }

  @Test
  void refusesToHandBackDocumentsThatAreNotAtHand() {
    PruneResult<Void> result = scoresAlone().select(low(0.5));

    assertThatThrownBy(() -> result.kept().toList())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "documents must be at hand to be handed back, but only their scores are; use"
                + " ScoredDocuments.of(source, scores)");
    assertThatThrownBy(() -> result.dropped().toList()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void knowsWhetherTheSourceIsAtHand() {
    DocumentSource<String> source = DocumentSource.ofTexts(List.of("a", "b", "c", "d"));
    ScoredDocuments<Void> alone = scoresAlone();

    PruneResult<String> whole =
        ScoredDocuments.of(source, alone.scores()).select(low(0.5)).select(low(0.25));

    assertThat(whole.source()).containsSame(source);
    assertThat(alone.select(low(0.5)).source()).isEmpty();
  }
}
