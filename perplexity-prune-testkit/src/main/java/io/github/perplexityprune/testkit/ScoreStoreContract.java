/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.score.ScoreStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link ScoreStore} must do. A store's tests extend this class and say which store;
 * those of a store that outlives its process extend {@link DurableScoreStoreContract}.
 *
 * @since 0.1
 */
public abstract class ScoreStoreContract {
  /** For subclasses. */
  protected ScoreStoreContract() {}

  /** A new, empty store; closed after the test. */
  protected abstract ScoreStore create();

  @Nested
  @DisplayName("A score store")
  class Recording extends RecordingRules {
    Recording() {
      super(ScoreStoreContract.this::create);
    }
  }

  @Nested
  @DisplayName("Reading a score store")
  class Lookup extends LookupRules {
    Lookup() {
      super(ScoreStoreContract.this::create);
    }
  }
}
