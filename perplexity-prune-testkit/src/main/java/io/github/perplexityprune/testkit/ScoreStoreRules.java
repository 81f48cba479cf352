/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreStore;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Rules that are each tried on a store of its own. */
abstract class ScoreStoreRules {
  private final Supplier<ScoreStore> create;
  private @Nullable ScoreStore store;

  ScoreStoreRules(Supplier<ScoreStore> create) {
    this.create = create;
  }

  @BeforeEach
  void createStore() {
    store = create.get();
  }

  @AfterEach
  void closeStore() {
    store().close();
  }

  final ScoreStore store() {
    return Objects.requireNonNull(store);
  }

  /** Goes on with another opening of the store. */
  final void use(ScoreStore opened) {
    store = opened;
  }

  final long register(String id) {
    return store().register(id, "", DocumentState.PENDING, 0, 10);
  }
}
