/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerplexityScorerTests {
  @Test
  void reportsScoresAndFailuresInOrder() {
    PerplexityScorer scorer =
        document -> {
          if (document.text().equals("bad")) {
            throw new ScoringException("bad document");
          }
          return PerplexityScore.ofPerplexity(2);
        };
    List<String> told = new ArrayList<>();
    ScoreSink sink =
        new ScoreSink() {
          @Override
          public void scored(Document document, PerplexityScore score) {
            told.add(document.id() + " scored");
          }

          @Override
          public void failed(Document document, ScoringException reason) {
            told.add(document.id() + " failed: " + reason.getMessage());
          }
        };

    scorer.scoreAll(
        List.of(Document.of("a", "good"), Document.of("b", "bad"), Document.of("c", "good"))
            .iterator(),
        sink);

    assertThat(told).containsExactly("a scored", "b failed: bad document", "c scored");
  }
}
