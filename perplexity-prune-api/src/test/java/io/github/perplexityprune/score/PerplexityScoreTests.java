/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PerplexityScoreTests {
  @Property
  void derivesEverythingFromSums(
      @ForAll @DoubleRange(min = 0.01, max = 1e6) double negativeLogLikelihood,
      @ForAll @IntRange(min = 10_000, max = 1_000_000) int tokenCount,
      @ForAll @IntRange(min = 1, max = 1_000_000) int byteCount) {
    PerplexityScore score = new PerplexityScore(negativeLogLikelihood, tokenCount, byteCount);

    assertThat(score.meanNegativeLogLikelihood() * tokenCount)
        .isCloseTo(negativeLogLikelihood, withPercentage(1e-9));
    assertThat(Math.log(score.perplexity()))
        .isCloseTo(score.meanNegativeLogLikelihood(), within(1e-9));
    assertThat(score.bitsPerByte() * Math.log(2) * byteCount)
        .isCloseTo(negativeLogLikelihood, withPercentage(1e-9));
  }

  @Property
  void hasThePerplexityItIsMadeOf(@ForAll @DoubleRange(min = 0.01, max = 1e9) double perplexity) {
    assertThat(PerplexityScore.ofPerplexity(perplexity).perplexity())
        .isCloseTo(perplexity, withPercentage(1e-9));
  }

  @Test
  void isTheVocabularyForAUniformModel() {
    PerplexityScore uniform = new PerplexityScore(7 * Math.log(256), 7, 7);

    assertThat(uniform.perplexity()).isCloseTo(256, within(1e-9));
    assertThat(uniform.bitsPerByte()).isCloseTo(8, within(1e-9));
  }

  @Test
  void keepsTheMeanWherePerplexityOverflows() {
    PerplexityScore vast = new PerplexityScore(1000, 1, 1);

    assertThat(vast.perplexity()).isInfinite();
    assertThat(vast.meanNegativeLogLikelihood()).isEqualTo(1000);
  }

  @Test
  void mayBeNegativeForADifferenceOfModels() {
    assertThat(new PerplexityScore(-3, 3, 3).meanNegativeLogLikelihood()).isEqualTo(-1);
  }

  @Test
  void refusesNumbersOutOfRange() {
    for (double sum : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new PerplexityScore(sum, 1, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("negativeLogLikelihood must be finite, but was " + sum);
    }
    assertThatThrownBy(() -> new PerplexityScore(1, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokenCount must be at least 1, but was 0");
    assertThatThrownBy(() -> new PerplexityScore(1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("byteCount must be at least 1, but was 0");
  }

  @Test
  void refusesPerplexitiesOutOfRange() {
    for (double perplexity : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> PerplexityScore.ofPerplexity(perplexity))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("perplexity must be finite and greater than 0, but was " + perplexity);
    }
  }
}
