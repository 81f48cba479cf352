/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads and writes the table of documents. Numbers are read from a copy, made at the first use. */
final class SqliteRows implements AutoCloseable {
  private static final int ID_BLOCK = 1 << 12;

  private final SqliteDatabase database;
  private final PreparedStatement insert;
  private final PreparedStatement updateScore;
  private final PreparedStatement updateFailure;
  private final PreparedStatement insertReason;
  private final PreparedStatement selectReason;
  private final PreparedStatement selectIds;
  private final @Nullable String[] ids = new String[ID_BLOCK];
  private long idsFirst = -1;
  private @Nullable SqliteRowFile copy;
  private long count;

  SqliteRows(SqliteDatabase database) {
    this.database = database;
    this.insert =
        database.prepare(
            "INSERT INTO document (ordinal, id, domain, state, fold, byte_count)"
                + " VALUES (?, ?, ?, ?, ?, ?)");
    this.updateScore =
        database.prepare(
            "UPDATE document SET nll = ?, token_count = ?, state = ? WHERE ordinal = ?");
    this.updateFailure = database.prepare("UPDATE document SET state = ? WHERE ordinal = ?");
    this.insertReason = database.prepare("INSERT OR REPLACE INTO failure VALUES (?, ?)");
    this.selectReason = database.prepare("SELECT reason FROM failure WHERE ordinal = ?");
    this.selectIds =
        database.prepare(
            "SELECT ordinal, id FROM document WHERE ordinal >= ? AND ordinal < ? AND id IS NOT NULL");
    this.count = database.number("SELECT max(ordinal) + 1 FROM document");
  }

  long count() {
    return count;
  }

  void insert(String id, int domain, DocumentState state, int fold, int byteCount)
      throws SQLException {
    insert.setLong(1, count);
    if (id.equals(Long.toString(count))) {
      insert.setNull(2, Types.VARCHAR);
    } else {
      insert.setString(2, id);
    }
    insert.setInt(3, domain);
    insert.setInt(4, SqliteSchema.code(state));
    insert.setInt(5, fold);
    insert.setInt(6, byteCount);
    insert.executeUpdate();
    if (copy != null) {
      copy.append(0, SqliteRow.counts(0, byteCount), SqliteRow.kinds(domain, fold, state));
    }
    if (idsFirst >= 0 && count < idsFirst + ID_BLOCK) {
      idsFirst = -1;
    }
    count++;
  }

  void putScore(long ordinal, PerplexityScore score, DocumentState state) throws SQLException {
    int tokenCount = Math.toIntExact(score.tokenCount());
    updateScore.setDouble(1, score.negativeLogLikelihood());
    updateScore.setInt(2, tokenCount);
    updateScore.setInt(3, SqliteSchema.code(state));
    updateScore.setLong(4, ordinal);
    updateScore.executeUpdate();
    if (copy != null) {
      ScoreRow before = row(ordinal);
      copy.set(
          ordinal,
          score.negativeLogLikelihood(),
          SqliteRow.counts(tokenCount, (int) before.byteCount()),
          SqliteRow.kinds(before.domain(), before.fold(), state));
    }
  }

  void putFailure(long ordinal, String reason) throws SQLException {
    updateFailure.setInt(1, SqliteSchema.code(DocumentState.FAILED));
    updateFailure.setLong(2, ordinal);
    updateFailure.executeUpdate();
    insertReason.setLong(1, ordinal);
    insertReason.setString(2, reason);
    insertReason.executeUpdate();
    if (copy != null) {
      ScoreRow before = row(ordinal);
      copy.set(
          ordinal,
          before.negativeLogLikelihood(),
          SqliteRow.counts((int) before.tokenCount(), (int) before.byteCount()),
          SqliteRow.kinds(before.domain(), before.fold(), DocumentState.FAILED));
    }
  }

  SqliteRow row(long ordinal) {
    Objects.checkIndex(ordinal, count);
    SqliteRow row = new SqliteRow(this);
    copy().read(ordinal, row);
    return row;
  }

  void forEach(Consumer<? super SqliteRow> visitor) {
    copy().forEach(new SqliteRow(this), visitor);
  }

  private SqliteRowFile copy() {
    SqliteRowFile known = copy;
    if (known == null) {
      known = SqliteRowFile.create();
      try {
        fill(known);
      } catch (RuntimeException e) {
        known.close();
        throw e;
      }
      copy = known;
    }
    return known;
  }

  private void fill(SqliteRowFile file) {
    long found =
        database.query(
            () -> {
              long read = 0;
              try (PreparedStatement all = database.prepare(SqliteRow.QUERY);
                  ResultSet rows = all.executeQuery()) {
                for (; rows.next(); read++) {
                  file.append(rows.getDouble(1), rows.getLong(2), rows.getLong(3));
                }
              }
              return read;
            });
    if (found != count) {
      throw new ScoreStoreException(
          "the score store "
              + database.file()
              + " must have a row for each ordinal below "
              + count
              + ", but has "
              + found
              + "; restore a copy of it, or score into a new store");
    }
  }

  String id(long ordinal) {
    if (idsFirst < 0 || ordinal < idsFirst || ordinal >= idsFirst + ID_BLOCK) {
      long first = ordinal - ordinal % ID_BLOCK;
      database.change(() -> loadIds(first));
      idsFirst = first;
    }
    String id = ids[(int) (ordinal - idsFirst)];
    return id == null ? Long.toString(ordinal) : id;
  }

  private void loadIds(long first) throws SQLException {
    Arrays.fill(ids, null);
    selectIds.setLong(1, first);
    selectIds.setLong(2, first + ID_BLOCK);
    try (ResultSet rows = selectIds.executeQuery()) {
      while (rows.next()) {
        ids[(int) (rows.getLong(1) - first)] = rows.getString(2);
      }
    }
  }

  String failureReason(long ordinal) {
    return database.query(
        () -> {
          selectReason.setLong(1, ordinal);
          try (ResultSet row = selectReason.executeQuery()) {
            return row.next() ? row.getString(1) : "";
          }
        });
  }

  /** The ordinal of the first document with an id; those named by their ordinal store none. */
  OptionalLong find(String id) {
    return database.query(
        () -> {
          try (PreparedStatement find =
              database.prepare(
                  "SELECT min(ordinal) FROM document WHERE id = ?1"
                      + " OR id IS NULL AND ordinal = CAST(?1 AS INTEGER)"
                      + " AND CAST(ordinal AS TEXT) = ?1")) {
            find.setString(1, id);
            try (ResultSet row = find.executeQuery()) {
              long ordinal = row.getLong(1);
              return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(ordinal);
            }
          }
        });
  }

  @Override
  public void close() {
    if (copy != null) {
      copy.close();
    }
  }
}
