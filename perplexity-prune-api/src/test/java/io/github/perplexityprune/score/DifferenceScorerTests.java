/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.select.SelectionCriterion;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferenceScorerTests {
  private static final Document DOCUMENT = Document.of("a", "some text");

  private static PerplexityScorer scorer(double negativeLogLikelihood, long tokens, long bytes) {
    return document -> new PerplexityScore(negativeLogLikelihood, tokens, bytes);
  }

  @Test
  void isTheDifferenceOfTheMeansPerToken() {
    PerplexityScore difference =
        PerplexityScorer.difference(scorer(6, 3, 9), scorer(12, 3, 9)).score(DOCUMENT);

    assertThat(difference.meanNegativeLogLikelihood()).isEqualTo(-2);
    assertThat(difference.perplexity()).isCloseTo(Math.exp(2) / Math.exp(4), within(1e-12));
    assertThat(difference.tokenCount()).isEqualTo(3);
  }

  @Test
  void isTheDifferenceOfTheMeansPerByteForDifferentTokenizers() {
    PerplexityScore difference =
        PerplexityScorer.differencePerByte(scorer(18, 3, 9), scorer(9, 5, 9)).score(DOCUMENT);

    assertThat(difference.meanNegativeLogLikelihood()).isEqualTo(1);
  }

  @Test
  void refusesToComparePerTokenWhatDifferentTokenizersCut() {
    PerplexityScorer difference = PerplexityScorer.difference(scorer(6, 3, 9), scorer(6, 4, 9));

    assertThatThrownBy(() -> difference.score(DOCUMENT))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("document 'a'")
        .hasMessageContaining("one makes 3 and the other 4")
        .hasMessageContaining("use differencePerByte");
  }

  @Test
  void prunesBeyondAChunkAndFailsWhatEitherFails() {
    List<Integer> numbers = IntStream.range(0, 1000).boxed().toList();
    PerplexityScorer wanted =
        document -> {
          int number = Integer.parseInt(document.text());
          if (number == 7) {
            throw new ScoringException("seven");
          }
          return new PerplexityScore(number % 100, 1, 3);
        };
    PerplexityScorer general = document -> new PerplexityScore(50, 1, 3);

    PruneResult<Integer> result =
        Pruner.builder()
            .scorer(PerplexityScorer.difference(wanted, general))
            .criterion(SelectionCriterion.perplexityBetween(Math.exp(-50), Math.exp(-48)))
            .prune(DocumentSource.of(numbers, Object::toString));

    assertThat(result.kept())
        .isEqualTo(numbers.stream().filter(number -> number % 100 <= 2).toList());
    assertThat(result.explain("7").failureReason()).contains("seven");
  }
}
