/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a builder refuses. */
class PrunerBuilderTests {
  private static final Article ARTICLE = Article.of("a", 2);

  @Test
  void aMissingReference() {
    assertThatThrownBy(() -> Pruner.builder().criterion(low(0.5)).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("reference must be set, for example reference(");
  }

  @Test
  void aMissingCriterion() {
    assertThatThrownBy(() -> Pruner.builder().scorer(Article.SCORER).prune(Article.source(ARTICLE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("criterion must be set to prune, for example criterion(low(0.5))");
  }

  @Test
  void anOptionSetTwice() {
    assertThatThrownBy(() -> Pruner.builder().criterion(low(0.5)).criterion(low(0.3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("criterion was already set to low(0.5) and cannot be set to low(0.3)");
    assertThatThrownBy(() -> Pruner.builder().maximumFailures(1).maximumFailures(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("maximumFailures was already set to 1 and cannot be set to 2");
    assertThatThrownBy(
            () -> Pruner.builder().maximumDocumentCharacters(1).maximumDocumentCharacters(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("maximumDocumentCharacters was already set to 1");
    assertThatThrownBy(
            () -> Pruner.builder().listener(PruneListener.NONE).listener(PruneListener.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("listener was already set");
  }

  @Test
  void aReferenceAndAScorer() {
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder().model(ReferenceModelConfig.tiny()).build();

    assertThatThrownBy(() -> Pruner.builder().reference(trainer).scorer(Article.SCORER))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("reference was already set to");
  }

  @Test
  void anOptionOutOfRange() {
    assertThatThrownBy(() -> Pruner.builder().maximumDocumentCharacters(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maximumDocumentCharacters must be at least 1, but was 0");
    assertThatThrownBy(() -> Pruner.builder().maximumFailures(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maximumFailures must be at least 0, but was -1");
  }

  @Test
  void noEngineOnTheClassPath() {
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(ReferenceModelConfig.tiny())
            .split(ReferenceSplit.crossFitted(2))
            .build();

    assertThatThrownBy(
            () ->
                Pruner.builder()
                    .reference(trainer)
                    .score(
                        DocumentSource.ofTexts(
                            Stream.iterate(0, i -> i + 1)
                                .limit(50)
                                .map(i -> "text " + i)
                                .toList())))
        .isInstanceOf(EngineNotFoundException.class)
        .hasMessageContaining("io.github.perplexityprune:perplexity-prune-djl");
  }
}
