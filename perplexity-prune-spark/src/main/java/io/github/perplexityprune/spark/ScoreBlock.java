/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreRow;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Scores of documents packed in a byte array, which every serializer of Spark knows: 30 bytes each,
 * so that the passes of a selection read little and decode nothing.
 */
final class ScoreBlock {
  /** Documents in a block, at most: about a megabyte. */
  static final int CAPACITY = 1 << 15;

  private static final int TOKENS = 8;
  private static final int TIE_BREAK = 16;
  private static final int DOMAIN = 24;
  private static final int STATE = 28;
  private static final int FOLD = 29;
  private static final int ROW_BYTES = 30;

  private static final DocumentState[] STATES = DocumentState.values();

  private final ByteBuffer rows;

  private ScoreBlock(ByteBuffer rows) {
    this.rows = rows;
  }

  static ScoreBlock empty() {
    return new ScoreBlock(ByteBuffer.allocate(CAPACITY * ROW_BYTES));
  }

  static ScoreBlock of(byte[] packed) {
    return new ScoreBlock(ByteBuffer.wrap(packed));
  }

  boolean isFull() {
    return !rows.hasRemaining();
  }

  /** The code of a state lives as long as a selection. */
  @SuppressWarnings("EnumOrdinal")
  void add(ScoreRow row) {
    rows.putDouble(row.negativeLogLikelihood())
        .putLong(row.tokenCount())
        .putLong(row.tieBreak())
        .putInt(row.domain())
        .put((byte) row.state().ordinal())
        .put((byte) row.fold());
  }

  /** The rows added so far. */
  byte[] packed() {
    byte[] bytes = new byte[rows.position()];
    rows.get(0, bytes);
    return bytes;
  }

  void forEach(Consumer<? super ScoreRow> visitor) {
    Cursor cursor = new Cursor();
    for (; cursor.at < rows.limit(); cursor.at += ROW_BYTES) {
      visitor.accept(cursor);
    }
  }

  private final class Cursor implements NamelessRow {
    private int at;

    @Override
    public double negativeLogLikelihood() {
      return rows.getDouble(at);
    }

    @Override
    public long tokenCount() {
      return rows.getLong(at + TOKENS);
    }

    @Override
    public long tieBreak() {
      return rows.getLong(at + TIE_BREAK);
    }

    @Override
    public int domain() {
      return rows.getInt(at + DOMAIN);
    }

    @Override
    public DocumentState state() {
      return STATES[rows.get(at + STATE)];
    }

    @Override
    public int fold() {
      return Byte.toUnsignedInt(rows.get(at + FOLD));
    }
  }
}
