/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.score.ScoreStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores whose processes are killed. */
class SqliteScoreStoreKillTests {
  private static final int KILLS = 30;
  private static final long SEED = 20_261_122;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() throws IOException {
    file = folder.toRealPath().resolve("scores.db");
  }

  @Test
  void holdsTheStateOfACheckpointWheneverItsProcessIsKilled() throws Exception {
    Random random = new Random(SEED);
    long position = 0;

    for (int kill = 0; kill < KILLS; kill++) {
      long reached = fillAndKill(random);

      try (SqliteScoreStore store = SqliteScoreStore.open(file)) {
        store.verify();
        long now = SqliteFilling.position(store);
        assertThat(now).as("kill %s", kill).isGreaterThanOrEqualTo(Math.max(reached, position));
        assertThat(SqliteFilling.content(store)).isEqualTo(SqliteFilling.contentAt(now));
        position = now;
      }
    }
    assertThat(position).as("or the kills came too late").isLessThan(2 * SqliteFilling.DOCUMENTS);

    try (ScoreStore store = SqliteScoreStore.open(file)) {
      SqliteFilling.fill(store, at -> {});
      assertThat(SqliteFilling.content(store))
          .isEqualTo(SqliteFilling.contentAt(2 * SqliteFilling.DOCUMENTS));
    }
  }

  /** Returns the last checkpoint that the process told of. */
  private long fillAndKill(Random random) throws Exception {
    long reached = 0;
    try (SqliteProcess process = SqliteProcess.start(file)) {
      int lines = random.nextInt(60);
      for (int i = 0; i < lines; i++) {
        String line = process.readLine();
        if (line == null) {
          break;
        }
        reached = line.equals("open") ? reached : Long.parseLong(line);
      }
      Thread.sleep(0, random.nextInt(1_000_000));
    }
    return reached;
  }

  @Test
  void isRefusedToASecondProcessThatWrites() throws Exception {
    try (SqliteProcess process = SqliteProcess.start(file, "and wait")) {
      assertThat(process.readLine()).isEqualTo("open");

      assertThatThrownBy(() -> SqliteScoreStore.open(file))
          .isInstanceOf(ScoreStoreException.class)
          .hasMessage(
              "the score store "
                  + file
                  + " must be written to by one at a time, but is in use by another process (pid "
                  + process.pid()
                  + "); wait for it to end, or open it for reading");
    }
    SqliteScoreStore.open(file).close();
  }

  @Test
  void canBeReadWhileAnotherProcessWrites() throws Exception {
    try (SqliteProcess process = SqliteProcess.start(file)) {
      for (int i = 0; i < 20; i++) {
        process.readLine();
      }

      try (ScoreStore store = SqliteScoreStore.openReadOnly(file)) {
        long position = SqliteFilling.position(store);
        assertThat(position).isPositive();
        assertThat(SqliteFilling.content(store)).isEqualTo(SqliteFilling.contentAt(position));
      }
    }
  }
}
