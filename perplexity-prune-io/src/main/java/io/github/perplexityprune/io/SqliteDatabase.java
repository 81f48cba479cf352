/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** A connection to a store's file; every failure names the file. */
final class SqliteDatabase implements AutoCloseable {
  private static final int PRIMARY_CODE = 0xFF;

  /** How long to wait for another program that uses the file. */
  private static final int BUSY_MILLIS = 5_000;

  private final Path file;
  private final Connection connection;

  private SqliteDatabase(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** Something to ask the database. */
  @FunctionalInterface
  interface Query<R> {
    R run() throws SQLException;
  }

  /** Something to do to the database. */
  @FunctionalInterface
  interface Change {
    void run() throws SQLException;
  }

  /** Opens a file to write to, and makes it if it is missing. */
  static SqliteDatabase open(Path file) {
    return connect(file, "mode=rwc");
  }

  /**
   * Opens a file that is there and changes nothing in it. Where it can be written to, SQLite is
   * allowed to clean up after a process that was killed; where its folder cannot, and nothing is
   * left to clean up, it is read as it is.
   */
  static SqliteDatabase openReadOnly(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ScoreStoreException(
          "the score store " + file + " must be a file, but there is none; score into it first");
    }
    boolean writable = Files.isWritable(file) && Files.isWritable(file.resolveSibling("."));
    boolean clean = !Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
    SqliteDatabase database =
        connect(file, writable ? "mode=rw" : clean ? "mode=ro&immutable=1" : "mode=ro");
    try {
      database.execute("PRAGMA query_only = ON");
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    return database;
  }

  private static SqliteDatabase connect(Path file, String mode) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    // otherwise each insertion is followed by a query for its key
    config.setGetGeneratedKeys(false);
    try {
      String url = "jdbc:sqlite:" + file.toUri() + "?" + mode;
      return new SqliteDatabase(file, config.createConnection(url));
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  Path file() {
    return file;
  }

  /** Statements up to the next commit are one transaction from now on. */
  void beginTransactions() {
    change(() -> connection.setAutoCommit(false));
  }

  void commit() {
    change(connection::commit);
  }

  void execute(String sql) {
    change(
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  /** A statement that is closed with the database. */
  PreparedStatement prepare(String sql) {
    return query(() -> connection.prepareStatement(sql));
  }

  /** The first column of a query's only row; 0 when it is null. */
  long number(String sql) {
    return query(
        () -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
          }
        });
  }

  <R> R query(Query<R> query) {
    try {
      return query.run();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  void change(Change change) {
    try {
      change.run();
    } catch (SQLException e) {
      throw failure(file, e);
    }
  }

  private static RuntimeException failure(Path file, SQLException e) {
    SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY_CODE);
    String store = "the score store " + file;
    return switch (code) {
      case SQLITE_NOTADB ->
          new ScoreStoreException(
              file + " must be a score store, but is not an SQLite file; name another file", e);
      case SQLITE_CORRUPT ->
          new ScoreStoreException(
              store + " is damaged; restore a copy of it, or score into a new store", e);
      case SQLITE_FULL, SQLITE_IOERR ->
          new UncheckedIOException(
              store
                  + " cannot be read or written: "
                  + e.getMessage()
                  + "; it keeps what it held at an earlier checkpoint: make room, then open it"
                  + " again",
              new IOException(e));
      case SQLITE_BUSY, SQLITE_LOCKED ->
          new ScoreStoreException(
              store + " is being changed by another program; end that one, then try again", e);
      case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
          new ScoreStoreException(
              store
                  + " cannot be opened as asked: the file or its folder is missing or cannot be"
                  + " written to; use another folder, or copy the file with all those whose names"
                  + " begin with its own",
              e);
      default -> new ScoreStoreException(store + " cannot be used: " + e.getMessage(), e);
    };
  }

  @Override
  public void close() {
    change(connection::close);
  }
}
