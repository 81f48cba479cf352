/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.score.ScoreStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link ScoreStore} must do that can be opened again after it was closed.
 *
 * @since 0.1
 */
public abstract class DurableScoreStoreContract extends ScoreStoreContract {
  /** For subclasses. */
  protected DurableScoreStoreContract() {}

  /** Opens the store that {@link #create} made last, and that is closed now. */
  protected abstract ScoreStore reopen();

  @Nested
  @DisplayName("A score store that is opened again")
  class Durability extends DurabilityRules {
    Durability() {
      super(DurableScoreStoreContract.this::create, DurableScoreStoreContract.this::reopen);
    }
  }
}
