/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.score.ScoreStore;

class InMemoryScoreStoreContractTests extends ScoreStoreContract {
  @Override
  protected ScoreStore create() {
    return ScoreStore.inMemory();
  }
}
