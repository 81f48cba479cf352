/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.score.PerplexityScore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptedPerplexityScorerTests {
  private final ScriptedPerplexityScorer scorer =
      ScriptedPerplexityScorer.create()
          .perplexity("plain", 12.5)
          .perplexity("odd", 900)
          .failure("broken", "no tokens");

  @Test
  void answersFromItsScript() {
    assertThat(scorer.score(Document.of("plain", "any text")))
        .isEqualTo(PerplexityScore.ofPerplexity(12.5));
  }

  @Test
  void answersFromAMap() {
    PerplexityScore score = new PerplexityScore(7, 3, 12);

    assertThat(ScriptedPerplexityScorer.of(Map.of("a", score)).score(Document.of("a", "text")))
        .isEqualTo(score);
  }

  @Test
  void failsAsScripted() {
    assertThatThrownBy(() -> scorer.score(Document.of("broken", "text")))
        .isInstanceOf(ScoringException.class)
        .hasMessage("no tokens");
  }

  @Test
  void failsTheTestForADocumentThatIsNotInTheScript() {
    assertThatThrownBy(() -> scorer.score(Document.of("stranger", "text")))
        .isInstanceOf(AssertionError.class)
        .hasMessage("document 'stranger' is not in the script, which has [plain, odd, broken]");
  }

  @Test
  void recordsWhatItIsAsked() {
    scorer.score(Document.of("odd", "text"));
    scorer.score(Document.of("plain", "other text"));

    assertThat(scorer.requestedIds()).containsExactly("odd", "plain");
    assertThat(scorer.requests())
        .containsExactly(Document.of("odd", "text"), Document.of("plain", "other text"));
  }

  @Test
  void refusesADocumentTwice() {
    assertThatThrownBy(() -> scorer.failure("odd", "again"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("document 'odd' is already in the script");
  }

  @Test
  void standsInForAModel() {
    DocumentSource<String> source =
        DocumentSource.ofTexts(List.of("odd", "broken", "plain")).withId(text -> text);

    PruneResult<String> result = Pruner.builder().scorer(scorer).criterion(low(0.5)).prune(source);

    assertThat(result.kept()).containsExactly("plain");
    assertThat(result.explain("broken").failureReason()).contains("no tokens");
    assertThat(scorer.requestedIds()).containsExactly("odd", "broken", "plain");
  }
}
