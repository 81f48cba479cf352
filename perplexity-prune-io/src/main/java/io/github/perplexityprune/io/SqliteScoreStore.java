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

  private final SqliteOpening opening;
  private final SqliteHeader header;
  private final SqliteRows rows;

  private SqliteScoreStore(SqliteOpening opening) {
    this.opening = opening;
    this.header = new SqliteHeader(opening);
    this.rows = new SqliteRows(opening.database());
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
    return of(SqliteOpening.toWrite(requireNonNull(file, "file"), commitNanos));
  }

  /**
   * Opens a store that is there to read from, as it is at this moment: what another opening commits
   * later does not show, and stays in the file {@code -wal} until this one is closed. Takes no lock
   * and works in a folder that cannot be written to, unless the process that wrote was killed.
   * Everything that records throws {@link IllegalStateException}. The caller closes it.
   *
   * @throws ScoreStoreException if the file is missing, not a score store, of a newer version, or
   *     damaged as far as a look at its head tells
   */
  public static SqliteScoreStore openReadOnly(Path file) {
    return of(SqliteOpening.toRead(requireNonNull(file, "file")));
  }

  private static SqliteScoreStore of(SqliteOpening opening) {
    try {
      return new SqliteScoreStore(opening);
    } catch (RuntimeException e) {
      SqliteOpening.closeAfter(e, opening);
      throw e;
    }
  }

  /** Where the store is. */
  public Path file() {
    return opening.database().file();
  }

  SqliteDatabase database() {
    return opening.database();
  }

  @Override
  public long register(String id, String domain, DocumentState state, int fold, long byteCount) {
    requireNonNull(id, "id");
    requireNonNull(domain, "domain");
    requireNonNull(state, "state");
    Objects.checkIndex(fold, 256);
    int bytes = Math.toIntExact(byteCount);
    long ordinal = rows.count();
    opening.record(() -> rows.insert(id, header.domainNumber(domain), state, fold, bytes));
    return ordinal;
  }

  @Override
  public void putScore(long ordinal, PerplexityScore score, DocumentState state) {
    if (!state.isRanked()) {
      throw new IllegalArgumentException(
          "state of a scored document must be a ranked one, but was " + state);
    }
    Objects.checkIndex(ordinal, rows.count());
    opening.record(() -> rows.putScore(ordinal, score, state));
  }

  @Override
  public void putFailure(long ordinal, String reason) {
    requireNonNull(reason, "reason");
    Objects.checkIndex(ordinal, rows.count());
    opening.record(() -> rows.putFailure(ordinal, reason));
  }

  @Override
  public void recordReference(int fold, String fingerprint) {
    header.recordReference(Objects.checkIndex(fold, 256), fingerprint);
  }

  /**
   * Records the files that the documents come from. Files may be added behind those recorded
   * earlier, which must come again, first and in the same order.
   *
   * @throws IllegalStateException if one of these is missing, in another place or has changed; the
   *     message names it and what differs
   */
  public void recordInputs(List<InputFingerprint> inputs) {
    header.recordInputs(List.copyOf(inputs));
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
    header.recordProperty(requireNonNull(name, "name"), requireNonNull(value, "value"));
  }

  /** What was recorded by {@link #recordProperty}. */
  public Optional<String> property(String name) {
    return Optional.ofNullable(header.property(name));
  }

  @Override
  public void checkpoint() {
    opening.checkpoint();
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
    opening.requireOpen();
    rows.forEach(visitor);
  }

  @Override
  public ScoreRow row(long ordinal) {
    opening.requireOpen();
    return rows.row(ordinal);
  }

  @Override
  public OptionalLong find(String id) {
    opening.requireOpen();
    return rows.find(requireNonNull(id, "id"));
  }

  /**
   * Reads the whole file to see whether it is sound.
   *
   * @throws ScoreStoreException if it is damaged; the message says where
   */
  public void verify() {
    opening.requireOpen();
    SqliteDatabase database = opening.database();
    String found =
        database.query(
            () -> {
              try (PreparedStatement check = database.prepare("PRAGMA quick_check(1)");
                  ResultSet row = check.executeQuery()) {
                return row.getString(1);
              }
            });
    if (!found.equals("ok")) {
      throw new ScoreStoreException(
          "the score store "
              + file()
              + " is damaged ("
              + found
              + "); restore a copy of it, or score into a new store");
    }
  }

  @Override
  public void close() {
    try {
      opening.close();
    } finally {
      rows.close();
    }
  }
}
