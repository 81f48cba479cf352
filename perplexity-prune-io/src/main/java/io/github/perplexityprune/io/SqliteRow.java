/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreRow;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A row whose numbers are at hand and whose id is looked up when asked for. */
final class SqliteRow implements ScoreRow {
  /*
   * Layout in bytes: 0 summed negative log-likelihood, 8 token count and byte count, 16 domain, fold
   * and state, as QUERY packs them.
   */
  static final int BYTES = 24;

  /** Fewer columns take less time: each costs a call into native code. */
  static final String QUERY =
      "SELECT coalesce(nll, 0.0), (coalesce(token_count, 0) << 32) | byte_count,"
          + " (domain << 16) | (fold << 8) | state FROM document ORDER BY ordinal";

  private final SqliteRows rows;
  private long ordinal;
  private double negativeLogLikelihood;
  private long counts;
  private long kinds;

  SqliteRow(SqliteRows rows) {
    this.rows = rows;
  }

  static long counts(int tokenCount, int byteCount) {
    return (long) tokenCount << 32 | byteCount;
  }

  static long kinds(int domain, int fold, DocumentState state) {
    return (long) domain << 16 | fold << 8 | SqliteSchema.code(state);
  }

  void read(long newOrdinal, ByteBuffer from, int offset) {
    ordinal = newOrdinal;
    negativeLogLikelihood = from.getDouble(offset);
    counts = from.getLong(offset + 8);
    kinds = from.getLong(offset + 16);
  }

  static void write(
      ByteBuffer into, int offset, double negativeLogLikelihood, long counts, long kinds) {
    into.putDouble(offset, negativeLogLikelihood)
        .putLong(offset + 8, counts)
        .putLong(offset + 16, kinds);
  }

  @Override
  public long ordinal() {
    return ordinal;
  }

  @Override
  public String id() {
    return rows.id(ordinal);
  }

  @Override
  public int domain() {
    return (int) (kinds >>> 16);
  }

  @Override
  public DocumentState state() {
    return SqliteSchema.state((int) (kinds & 0xFF));
  }

  @Override
  public int fold() {
    return (int) (kinds >>> 8 & 0xFF);
  }

  @Override
  public double negativeLogLikelihood() {
    return negativeLogLikelihood;
  }

  @Override
  public long tokenCount() {
    return counts >>> 32;
  }

  @Override
  public long byteCount() {
    return counts & 0xFFFF_FFFFL;
  }

  @Override
  public Optional<String> failureReason() {
    return state() == DocumentState.FAILED
        ? Optional.of(rows.failureReason(ordinal))
        : Optional.empty();
  }
}
