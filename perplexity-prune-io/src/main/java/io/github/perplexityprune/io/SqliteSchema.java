/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.score.DocumentState;
import java.util.List;

/** The tables of a score store; {@link SqliteScoreStore} documents them. */
final class SqliteSchema {
  /** Marks the file as a score store: "PPSS" in ASCII. */
  static final int APPLICATION_ID = 0x50505353;

  static final int VERSION = 1;

  /** A state's code is its index; new ones are added at the end. */
  private static final List<DocumentState> STATES =
      List.of(
          DocumentState.PENDING,
          DocumentState.SCORED,
          DocumentState.SCORED_BY_ITS_REFERENCE,
          DocumentState.REFERENCE,
          DocumentState.EMPTY,
          DocumentState.FAILED);

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE document (
            ordinal INTEGER PRIMARY KEY,
            id TEXT,
            domain INTEGER NOT NULL REFERENCES domain,
            state INTEGER NOT NULL REFERENCES state,
            fold INTEGER NOT NULL,
            byte_count INTEGER NOT NULL,
            token_count INTEGER,
            nll REAL)""",
          "CREATE TABLE domain (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
          "CREATE TABLE state (code INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
          """
          CREATE TABLE failure (
            ordinal INTEGER PRIMARY KEY REFERENCES document,
            reason TEXT NOT NULL)""",
          "CREATE TABLE reference (fold INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL)",
          """
          CREATE TABLE input (
            position INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            byte_count INTEGER NOT NULL,
            sha256 TEXT NOT NULL)""",
          "CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
          """
          CREATE VIEW score AS
          SELECT
            document.ordinal,
            coalesce(document.id, CAST(document.ordinal AS TEXT)) AS id,
            domain.name AS domain,
            state.name AS state,
            document.fold,
            document.byte_count,
            document.token_count,
            document.nll,
            document.nll / document.token_count AS mean_nll,
            exp(document.nll / document.token_count) AS perplexity,
            failure.reason AS failure_reason
          FROM document
          JOIN domain ON domain.number = document.domain
          JOIN state ON state.code = document.state
          LEFT JOIN failure ON failure.ordinal = document.ordinal AND state.name = 'FAILED'""");

  private SqliteSchema() {}

  /** Makes the tables in a database without any, in one transaction. */
  static void create(SqliteDatabase database) {
    database.execute("BEGIN");
    TABLES.forEach(database::execute);
    for (DocumentState state : STATES) {
      database.execute("INSERT INTO state VALUES (" + code(state) + ", '" + state + "')");
    }
    database.execute("PRAGMA application_id = " + APPLICATION_ID);
    database.execute("PRAGMA user_version = " + VERSION);
    database.execute("COMMIT");
  }

  static boolean isEmpty(SqliteDatabase database) {
    return database.number("SELECT count(*) FROM sqlite_master") == 0
        && database.number("PRAGMA application_id") == 0;
  }

  /**
   * Refuses a database with other tables than these.
   *
   * @throws ScoreStoreException if it is another application's, or of a newer version
   */
  static void require(SqliteDatabase database) {
    if (database.number("PRAGMA application_id") != APPLICATION_ID) {
      throw new ScoreStoreException(
          database.file()
              + " must be a score store, but is an SQLite database of another application; name"
              + " another file");
    }
    long version = database.number("PRAGMA user_version");
    if (version != VERSION) {
      throw new ScoreStoreException(
          "the score store "
              + database.file()
              + " must be of version "
              + VERSION
              + ", but is of version "
              + version
              + "; use the release of perplexity-prune that wrote it, or a newer one");
    }
  }

  static int code(DocumentState state) {
    return STATES.indexOf(state);
  }

  static DocumentState state(int code) {
    return STATES.get(code);
  }
}
