/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.testkit.DurableScoreStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteScoreStoreContractTests extends DurableScoreStoreContract {
  @TempDir Path folder;

  @Override
  protected ScoreStore create() {
    return reopen();
  }

  @Override
  protected ScoreStore reopen() {
    return SqliteScoreStore.open(folder.resolve("scores.db"));
  }
}
