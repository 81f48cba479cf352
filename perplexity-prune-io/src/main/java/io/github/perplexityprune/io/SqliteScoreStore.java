/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ScoreStore} in one SQLite file, which any SQLite client can read, also while it is being
 * written.
 *
 * <p>A process that ends in any way, even killed, leaves the state of one of its {@link
 * #checkpoint()} calls. A commit is forced to the device, so this holds for a power cut too;
 * commits are therefore at least a second apart, and a checkpoint between them passes. One opening
 * at a time may write; any number may read.
 *
 * <p>While it is open for writing, files named like the store with {@code -wal} and {@code -shm} at
 * the end belong to it: copy a store when it is closed. {@code -lock} tells writers of each other
 * and stays. Reading rows needs 24 bytes a document in the folder for temporary files.
 *
 * <p>The tables:
 *
 * <table>
 *   <caption>Schema of version 1; {@code application_id} is 0x50505353, {@code user_version} is 1
 *   </caption>
 *   <tr><th>Table</th><th>Columns</th></tr>
 *   <tr><td>{@code document}</td><td>{@code ordinal} (position in the source from 0), {@code id}
 *   (null when it is the ordinal), {@code domain}, {@code state}, {@code fold}, {@code byte_count}
 *   (UTF-8), {@code token_count}, {@code nll} (summed negative log-likelihood in nats; null without
 *   a score)</td></tr>
 *   <tr><td>{@code domain}</td><td>{@code number}, {@code name}</td></tr>
 *   <tr><td>{@code state}</td><td>{@code code}, {@code name} of a {@link DocumentState}</td></tr>
 *   <tr><td>{@code failure}</td><td>{@code ordinal}, {@code reason}</td></tr>
 *   <tr><td>{@code reference}</td><td>{@code fold}, {@code fingerprint} of the model</td></tr>
 *   <tr><td>{@code input}</td><td>{@code position}, {@code name}, {@code byte_count}, {@code
 *   sha256}</td></tr>
 *   <tr><td>{@code property}</td><td>{@code name}, {@code value}: whatever the caller recorded</td>
 *   </tr>
 *   <tr><td>{@code score}</td><td>a view for people: documents with the names of domain and state,
 *   {@code mean_nll}, {@code perplexity} (the client must have SQLite's mathematical functions, as
 *   its shell does) and {@code failure_reason}</td></tr>
 * </table>
 *
 * <p>Not thread-safe. Every method throws {@link java.io.UncheckedIOException} when the disk fails
 * or is full; the store then takes nothing more until it is opened again, at an earlier checkpoint.
 *
 * @since 0.1
 */
public final class SqliteScoreStore implements ScoreStore {
  private static final long COMMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SqliteDatabase database;
  private final @Nullable SqliteLock lock;
  private final @Nullable SqliteCheckpoints checkpoints;
  private final SqliteHeader header;
  private final SqliteRows rows;
  private boolean closed;

  private SqliteScoreStore(
      SqliteDatabase database, @Nullable SqliteLock lock, @Nullable SqliteCheckpoints checkpoints) {
    this.database = database;
    this.lock = lock;
    this.checkpoints = checkpoints;
    this.header = new SqliteHeader(database);
    this.rows = new SqliteRows(database);
  }

  /**
   * Opens a store to write to, and makes it if the file is missing. Cost: independent of the number
   * of documents. The caller closes it.
   *
   * @throws ScoreStoreException if the file is not a score store, of a newer version, damaged as
   *     far as a look at its head tells, open for writing elsewhere, or in a folder that cannot be
   *     written to
   */
  public static SqliteScoreStore open(Path file) {
    return open(file, COMMIT_NANOS);
  }

  static SqliteScoreStore open(Path file, long commitNanos) {
    Path absolute = absolute(file);
    SqliteLock lock = SqliteLock.of(absolute);
    @Nullable SqliteDatabase database = null;
    try {
      database = SqliteDatabase.open(absolute);
      if (SqliteSchema.isEmpty(database)) {
        SqliteSchema.create(database);
      }
      SqliteSchema.require(database);
      database.execute("PRAGMA journal_mode = WAL");
      database.execute("PRAGMA synchronous = FULL");
      return new SqliteScoreStore(database, lock, new SqliteCheckpoints(database, commitNanos));
    } catch (RuntimeException e) {
      closeAfter(e, database);
      closeAfter(e, lock);
      throw e;
    }
  }

  /**
   * Opens a store that is there to read from, as it is at this moment: what another opening commits
   * later does not show. Takes no lock and works in a folder that cannot be written to, unless the
   * process that wrote was killed. Everything that records throws {@link IllegalStateException}.
   * The caller closes it.
   *
   * @throws ScoreStoreException if the file is missing, not a score store, of a newer version, or
   *     damaged as far as a look at its head tells
   */
  public static SqliteScoreStore openReadOnly(Path file) {
    SqliteDatabase database = SqliteDatabase.openReadOnly(absolute(file));
    try {
      database.beginTransactions();
      SqliteSchema.require(database);
      return new SqliteScoreStore(database, null, null);
    } catch (RuntimeException e) {
      closeAfter(e, database);
      throw e;
    }
  }

  private static Path absolute(Path file) {
    return requireNonNull(file, "file").toAbsolutePath().normalize();
  }

  private static void closeAfter(RuntimeException failure, @Nullable AutoCloseable opened) {
    try (opened) {
      // only closes
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /** Where the store is. */
  public Path file() {
    return database.file();
  }

  SqliteDatabase database() {
    return database;
  }

  @Override
  public long register(String id, String domain, DocumentState state, int fold, long byteCount) {
    requireNonNull(id, "id");
    requireNonNull(domain, "domain");
    requireNonNull(state, "state");
    Objects.checkIndex(fold, 256);
    int bytes = Math.toIntExact(byteCount);
    long ordinal = rows.count();
    record(
        () -> {
          rows.insert(id, header.domainNumber(domain), state, fold, bytes);
          return ordinal;
        });
    return ordinal;
  }

  @Override
  public void putScore(long ordinal, PerplexityScore score, DocumentState state) {
    if (!state.isRanked()) {
      throw new IllegalArgumentException(
          "state of a scored document must be a ranked one, but was " + state);
    }
    Objects.checkIndex(ordinal, rows.count());
    record(
        () -> {
          rows.putScore(ordinal, score, state);
          return ordinal;
        });
  }

  @Override
  public void putFailure(long ordinal, String reason) {
    requireNonNull(reason, "reason");
    Objects.checkIndex(ordinal, rows.count());
    record(
        () -> {
          rows.putFailure(ordinal, reason);
          return ordinal;
        });
  }

  @Override
  public void recordReference(int fold, String fingerprint) {
    Objects.checkIndex(fold, 256);
    String known = header.reference(fold);
    if (known.isEmpty()) {
      record(
          () -> {
            header.putReference(fold, fingerprint);
            return fold;
          });
    } else if (!known.equals(fingerprint)) {
      throw new IllegalStateException(
          "scores of different reference models must not be mixed: the store has scores of "
              + known
              + ", but the model in use is "
              + fingerprint
              + "; score into a new store");
    }
  }

  /**
   * Records the files that the documents come from. Files may be added behind those recorded
   * earlier, which must come again, first and in the same order.
   *
   * @throws IllegalStateException if one of these is missing, in another place or has changed; the
   *     message names it and what differs
   */
  public void recordInputs(List<InputFingerprint> inputs) {
    SqliteInputs.requireExtension(file(), header.inputs(), inputs);
    for (InputFingerprint input : inputs.subList(header.inputs().size(), inputs.size())) {
      record(
          () -> {
            header.addInput(input);
            return input;
          });
    }
  }

  /** The files recorded by {@link #recordInputs}, in order. */
  public List<InputFingerprint> inputs() {
    return List.copyOf(header.inputs());
  }

  /**
   * Records something that makes the store tell what it is, such as the field that held the text.
   *
   * @throws IllegalStateException if another value was recorded under this name
   */
  public void recordProperty(String name, String value) {
    String known = header.property(requireNonNull(name, "name"));
    if (known == null) {
      record(
          () -> {
            header.putProperty(name, requireNonNull(value, "value"));
            return name;
          });
    } else if (!known.equals(value)) {
      throw new IllegalStateException(
          name
              + " must be what the score store "
              + file()
              + " was made with, '"
              + known
              + "', but was '"
              + value
              + "'; use that, or a new store");
    }
  }

  /** What was recorded by {@link #recordProperty}. */
  public Optional<String> property(String name) {
    return Optional.ofNullable(header.property(name));
  }

  private void record(SqliteDatabase.Work<?> change) {
    requireWritable().record(change);
  }

  private SqliteCheckpoints requireWritable() {
    requireOpen();
    if (checkpoints == null) {
      throw new IllegalStateException(
          "the score store " + file() + " was opened to be read; use SqliteScoreStore.open");
    }
    return checkpoints;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the score store " + file() + " is closed; open it again");
    }
  }

  @Override
  public void checkpoint() {
    requireWritable().checkpoint();
  }

  @Override
  public List<String> references() {
    return List.copyOf(header.references());
  }

  @Override
  public List<String> domains() {
    return Collections.unmodifiableList(header.domains());
  }

  @Override
  public long documentCount() {
    return rows.count();
  }

  @Override
  public void forEach(Consumer<? super ScoreRow> visitor) {
    requireOpen();
    rows.forEach(visitor);
  }

  @Override
  public ScoreRow row(long ordinal) {
    requireOpen();
    return rows.row(ordinal);
  }

  @Override
  public OptionalLong find(String id) {
    requireOpen();
    return rows.find(requireNonNull(id, "id"));
  }

  /**
   * Reads the whole file to see whether it is sound.
   *
   * @throws ScoreStoreException if it is damaged; the message says where
   */
  public void verify() {
    requireOpen();
    database.run(
        () -> {
          try (PreparedStatement check = database.prepare("PRAGMA quick_check(1)");
              ResultSet row = check.executeQuery()) {
            String found = row.getString(1);
            if (!found.equals("ok")) {
              throw new ScoreStoreException(
                  "the score store "
                      + file()
                      + " is damaged ("
                      + found
                      + "); restore a copy of it, or score into a new store");
            }
            return found;
          }
        });
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
      rows.close();
    } finally {
      try {
        database.close();
      } finally {
        if (lock != null) {
          lock.close();
        }
      }
    }
  }
}
