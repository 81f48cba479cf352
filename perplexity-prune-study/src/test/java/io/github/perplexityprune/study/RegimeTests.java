/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.ImmutableLongArray;
import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RegimeTests {
  private static ScoreStore store(int documents, int tokens) {
    ScoreStore store = ScoreStore.inMemory();
    for (int i = 0; i < documents; i++) {
      store.register("d" + i, "", DocumentState.PENDING, 0, tokens);
      store.putScore(i, new PerplexityScore(1.0 + i, tokens, tokens), DocumentState.SCORED);
    }
    return store;
  }

  private static Contents contents(int documents) {
    ImmutableLongArray.Builder hashes = ImmutableLongArray.builder();
    for (int i = 0; i < documents; i++) {
      hashes.add(i);
    }
    return new Contents(hashes.build());
  }

  @Test
  void budgetsAreThoseOfThePaper() {
    assertThat(Regime.computeOptimal().tokensFor(1_000)).isEqualTo(20_000);
    assertThat(Regime.overTrained().tokensFor(1_000)).isEqualTo(100_000);
    assertThat(Regime.dataConstrained(2).tokensFor(1_000)).isEqualTo(20_000);
    assertThat(Regime.tokens(7).tokensFor(1_000)).isEqualTo(7);
  }

  @Test
  void thePoolIsDrawnDownUntilTheBudgetRepeatsIt() {
    Pool pool = Pool.of(store(10_000, 10), contents(10_000), OptionalDouble.of(4), 100_000);

    // a quarter of the budget, give or take the luck of 10,000 draws
    assertThat(pool.tokenCount()).isBetween(23_500L, 26_500L);
  }

  @Test
  void aPoolThatIsTooSmallIsRefused() {
    assertThatThrownBy(() -> Pool.of(store(100, 10), contents(100), OptionalDouble.of(0.5), 10_000))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessage(
            "the corpus must have 20,000 tokens for 0.5 repetitions of them in 10,000, but has 1,000"
                + " to choose from; use more documents, more repetitions or a smaller model");
  }

  @Test
  void moreThanFourPassesAreWarnedOf() {
    assertThat(Warnings.passes(Arm.random(0.5), 4)).isEmpty();
    assertThat(Warnings.passes(Arm.random(0.5), 4.2))
        .singleElement()
        .asString()
        .startsWith("random(0.5) repeats its documents 4.2 times");
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> Regime.dataConstrained(0))
        .hasMessage("repetitions must be finite and greater than 0, but was 0.0");
    assertThatThrownBy(() -> Regime.tokens(0)).hasMessage("tokens must be at least 1, but was 0");
  }
}
