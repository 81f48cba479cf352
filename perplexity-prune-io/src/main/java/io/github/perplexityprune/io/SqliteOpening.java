/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A store's file while it is open, to write to or to read from. */
final class SqliteOpening implements AutoCloseable {
  private final SqliteDatabase database;
  private final @Nullable WriteLock lock;

  /** Null when open to be read. */
  private final @Nullable SqliteCheckpoints checkpoints;

  private boolean closed;

  private SqliteOpening(
      SqliteDatabase database, @Nullable WriteLock lock, @Nullable SqliteCheckpoints checkpoints) {
    this.database = database;
    this.lock = lock;
    this.checkpoints = checkpoints;
  }

  static SqliteOpening toWrite(Path file, long commitNanos) {
    Path real = real(file);
    WriteLock lock = lock(real);
    SqliteDatabase database = null;
    try {
      database = SqliteDatabase.open(real);
      if (SqliteSchema.isEmpty(database)) {
        SqliteSchema.create(database);
      }
      SqliteSchema.require(database);
      database.execute("PRAGMA journal_mode = WAL");
      database.execute("PRAGMA synchronous = FULL");
      return new SqliteOpening(database, lock, new SqliteCheckpoints(database, commitNanos));
    } catch (RuntimeException e) {
      closeAfter(e, database);
      closeAfter(e, lock);
      throw e;
    }
  }

  static SqliteOpening toRead(Path file) {
    SqliteDatabase database = SqliteDatabase.openReadOnly(real(file));
    try {
      database.beginTransactions();
      SqliteSchema.require(database);
      return new SqliteOpening(database, null, null);
    } catch (RuntimeException e) {
      closeAfter(e, database);
      throw e;
    }
  }

  /** SQLite's own locks stay free for readers. */
  private static WriteLock lock(Path store) {
    Path file = store.resolveSibling(store.getFileName() + "-lock");
    try {
      return WriteLock.of(file);
    } catch (WriteLock.HeldException e) {
      throw new ScoreStoreException(
          "the score store "
              + store
              + " must be written to by one at a time, but is in use by "
              + e.getMessage()
              + "; wait for it to end, or open it for reading",
          e);
    } catch (IOException e) {
      throw new ScoreStoreException(
          "the score store "
              + store
              + " must be in a folder that can be written to, but "
              + file.getFileName()
              + " cannot be made there; use another folder, or open it for reading",
          e);
    }
  }

  /** One name for one file, whatever links lead to it: locks are by name. */
  private static Path real(Path file) {
    if (!file.getFileSystem().equals(FileSystems.getDefault())) {
      throw new IllegalArgumentException(
          "a score store must be in the default file system, but was " + file.toUri());
    }
    Path absolute = file.toAbsolutePath().normalize();
    try {
      return Files.exists(absolute)
          ? absolute.toRealPath()
          : absolute.resolveSibling(".").toRealPath().resolve(absolute.getFileName());
    } catch (IOException e) {
      return absolute;
    }
  }

  static void closeAfter(RuntimeException failure, @Nullable AutoCloseable opened) {
    try (opened) {
      // only closes
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  SqliteDatabase database() {
    return database;
  }

  /** Changes the store; see {@link SqliteCheckpoints#record}. */
  void record(SqliteDatabase.Change change) {
    requireWritable().record(change);
  }

  void checkpoint() {
    requireWritable().checkpoint();
  }

  private SqliteCheckpoints requireWritable() {
    requireOpen();
    if (checkpoints == null) {
      throw new IllegalStateException(
          "the score store "
              + database.file()
              + " was opened to be read; use SqliteScoreStore.open");
    }
    return checkpoints;
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the score store " + database.file() + " is closed; open it again");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (checkpoints != null) {
        checkpoints.end();
      }
    } finally {
      release();
    }
  }

  private void release() {
    try {
      database.close();
    } finally {
      if (lock != null) {
        lock.close();
      }
    }
  }
}
