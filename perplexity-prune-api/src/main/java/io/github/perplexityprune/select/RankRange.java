/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import java.io.Serializable;

/**
 * A stretch of a stratum's rank order. The order is by key, then by the hash of the id, then by
 * ordinal; a range spans {@code 2^width} consecutive numbers of one of the three and fixes those
 * before it.
 */
final class RankRange implements Serializable {
  /** Comes before every document. */
  static final RankRange BEFORE_ALL = new RankRange(Level.BEFORE_ALL, 0, 0, 0, 0);

  /** Comes after every document. */
  static final RankRange AFTER_ALL = new RankRange(Level.AFTER_ALL, 0, 0, 0, 0);

  private static final int LONG_WIDTH = 64;
  private static final int ORDINAL_WIDTH = 63;

  private enum Level {
    KEY,
    HASH,
    ORDINAL,
    BEFORE_ALL,
    AFTER_ALL
  }

  private final Level level;

  /** The key of every document in the range; at level KEY not yet known. */
  private final long key;

  /** The hash of every document in the range; known at level ORDINAL. */
  private final long hash;

  /** The first number of the range at its level, and the logarithm of how many there are. */
  private final long first;

  private final int width;

  private RankRange(Level level, long key, long hash, long first, int width) {
    this.level = level;
    this.key = key;
    this.hash = hash;
    this.first = first;
    this.width = width;
  }

  /** A range of keys from {@code least} that holds {@code greatest}. */
  static RankRange ofKeys(long least, long greatest) {
    int width = LONG_WIDTH - Long.numberOfLeadingZeros(greatest - least);
    return new RankRange(Level.KEY, 0, 0, least, width);
  }

  /** The documents of one key. */
  static RankRange ofKey(long key) {
    return ofKeys(key, key);
  }

  /** The binary logarithm of how many numbers the range spans at its level, from 0 to 64. */
  int width() {
    return width;
  }

  /** Whether nothing is left to tell the documents in the range apart by. */
  boolean isIndivisible() {
    return level == Level.ORDINAL && width == 0;
  }

  /** The first key of a range of keys. */
  long firstKey() {
    return first;
  }

  /** Less than, equal to or greater than 0: a document before, in or after the range. */
  int compare(ScoreRow row, long rowKey) {
    if (level == Level.KEY) {
      return side(rowKey);
    }
    return switch (level) {
      case HASH -> rowKey == key ? side(hashOf(row)) : Long.compare(rowKey, key);
      case ORDINAL -> rowKey == key ? compareHash(row) : Long.compare(rowKey, key);
      case BEFORE_ALL -> 1;
      default -> -1; // AFTER_ALL
    };
  }

  private int compareHash(ScoreRow row) {
    long rowHash = hashOf(row);
    return rowHash == hash ? side(row.ordinal()) : Long.compare(rowHash, hash);
  }

  private int side(long number) {
    if (number < first) {
      return -1;
    }
    return width < LONG_WIDTH && (number - first) >>> width != 0 ? 1 : 0;
  }

  /**
   * Which of the parts of {@code 2^partWidth} numbers a document of the stratum is in, as an
   * unsigned number; beyond the last part if it is not in the range.
   *
   * @param partWidth less than 64
   */
  long partOf(ScoreRow row, long rowKey, int partWidth) {
    if (level == Level.KEY) {
      // A key before the range is far beyond it as an unsigned difference: no branch to mispredict.
      return (rowKey - first) >>> partWidth;
    }
    return compare(row, rowKey) == 0 ? (tieOrder(row) - first) >>> partWidth : -1;
  }

  private long tieOrder(ScoreRow row) {
    return level == Level.HASH ? hashOf(row) : row.ordinal();
  }

  /** A part of the range, see {@link #partOf}. */
  RankRange part(int index, int partWidth) {
    return new RankRange(level, key, hash, first + ((long) index << partWidth), partWidth);
  }

  /** The same documents, of one key or of one key and hash, in the order of what comes next. */
  RankRange nextLevel() {
    return level == Level.KEY
        ? new RankRange(Level.HASH, first, 0, Long.MIN_VALUE, LONG_WIDTH)
        : new RankRange(Level.ORDINAL, key, first, 0, ORDINAL_WIDTH);
  }

  private static long hashOf(ScoreRow row) {
    return row.tieBreak() ^ Long.MIN_VALUE;
  }
}
