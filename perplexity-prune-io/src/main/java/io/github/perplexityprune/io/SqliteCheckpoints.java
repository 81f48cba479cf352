/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/** Decides when what is recorded becomes durable: only ever at a checkpoint, and not at each. */
final class SqliteCheckpoints {
  private final SqliteDatabase database;
  private final long commitNanos;
  private long committed = System.nanoTime();
  private boolean changed;
  private boolean settled = true;
  private boolean failed;

  /**
   * Begins the first transaction.
   *
   * @param commitNanos time between commits
   */
  SqliteCheckpoints(SqliteDatabase database, long commitNanos) {
    this.database = database;
    this.commitNanos = commitNanos;
    database.beginTransactions();
  }

  /**
   * Changes the store.
   *
   * <p>SQLite gives up the whole transaction after some failures. Were recording to go on, the next
   * checkpoint would make a store durable that lacks what came before the failure; so all is
   * refused after one.
   */
  void record(SqliteDatabase.Change change) {
    if (failed) {
      throw new IllegalStateException(
          "the score store "
              + database.file()
              + " takes nothing more after a failure; close it, and open it again");
    }
    changed = true;
    settled = false;
    guarded(() -> database.change(change));
  }

  void checkpoint() {
    if (failed) {
      return;
    }
    settled = true;
    if (changed && System.nanoTime() - committed >= commitNanos) {
      guarded(this::commit);
    }
  }

  /** Commits if nothing was recorded since a checkpoint; else closing the database undoes it. */
  void end() {
    if (settled && changed && !failed) {
      guarded(this::commit);
    }
  }

  private void commit() {
    database.commit();
    committed = System.nanoTime();
    changed = false;
  }

  private void guarded(Runnable change) {
    boolean done = false;
    try {
      change.run();
      done = true;
    } finally {
      failed |= !done;
    }
  }
}
