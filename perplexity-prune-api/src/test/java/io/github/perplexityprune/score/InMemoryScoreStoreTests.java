/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What its chunks must do; {@code ScoreStoreContract} of the testkit has the rest. */
class InMemoryScoreStoreTests {
  private final ScoreStore store = ScoreStore.inMemory();

  /** More rows than a chunk holds, with columns that begin late. */
  @Test
  void growsBeyondAMillionDocuments() {
    int count = (1 << 20) + 1000;
    int late = (1 << 20) - 3;
    for (int i = 0; i < count; i++) {
      boolean special = i >= late;
      long ordinal =
          store.register(
              special ? "late " + i : Integer.toString(i),
              special ? "web" : "",
              DocumentState.PENDING,
              special ? 255 : 0,
              i);
      store.putScore(ordinal, new PerplexityScore(i, 1 + i % 7, 5), DocumentState.SCORED);
    }

    assertThat(store.documentCount()).isEqualTo(count);
    long[] next = {0};
    store.forEach(
        row -> {
          long i = next[0]++;
          if (row.ordinal() != i
              || row.negativeLogLikelihood() != i
              || row.tokenCount() != 1 + i % 7
              || row.byteCount() != i
              || row.fold() != (i >= late ? 255 : 0)
              || row.domain() != (i >= late ? 1 : 0)
              || !row.id().equals(i >= late ? "late " + i : Long.toString(i))) {
            throw new AssertionError("row " + i + " has changed");
          }
        });
    assertThat(next[0]).isEqualTo(count);
    assertThat(store.find("late " + (count - 1))).hasValue(count - 1);
    assertThat(store.find("1000000")).hasValue(1_000_000);
    assertThat(store.find(Integer.toString(late))).isEmpty();
  }
}
