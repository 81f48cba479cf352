/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

/**
 * The documents counted by length and score. A column holds lengths up to the fourth root of two
 * apart, a row is a bin of the {@link Distribution}; scores beyond its bins are counted in the
 * first or last row.
 */
final class LengthGrid {
  static final int ROWS = 40;
  private static final int COLUMNS_PER_DOUBLING = 4;
  static final int COLUMNS = 63 * COLUMNS_PER_DOUBLING;

  /** At most one document of so many is not drawn on either side. */
  private static final int UNSEEN = 500;

  private final double from;
  private final double to;
  private final long[][] counts = new long[COLUMNS][ROWS];
  private final long[] columnCounts = new long[COLUMNS];
  private long total;

  LengthGrid(Distribution distribution) {
    this.from = distribution.from();
    this.to = distribution.to();
  }

  void add(long tokenCount, double mean) {
    int row = (int) Math.max(0, Math.min(ROWS - 1, Math.floor((mean - from) / (to - from) * ROWS)));
    int column = (int) (Math.log((double) tokenCount) / Math.log(2) * COLUMNS_PER_DOUBLING + 1e-9);
    counts[column][row]++;
    columnCounts[column]++;
    total++;
  }

  long total() {
    return total;
  }

  long count(int column, int row) {
    return counts[column][row];
  }

  /** Documents in a column. */
  long count(int column) {
    return columnCounts[column];
  }

  /** The least length in a column, in tokens. */
  static double tokens(int column) {
    return Math.pow(2, (double) column / COLUMNS_PER_DOUBLING);
  }

  /** The lower end of a row, in nats per token. */
  double mean(int row) {
    return from + (to - from) * row / ROWS;
  }

  /** The first column that is drawn: a few very short documents would leave no space. */
  int first() {
    return columnAt(1 + total / UNSEEN);
  }

  /** The column after the last that is drawn. */
  int end() {
    return columnAt(total - total / UNSEEN) + 1;
  }

  /** Documents in the columns that are drawn. */
  long drawn() {
    long documents = 0;
    for (int column = first(); column < end(); column++) {
      documents += columnCounts[column];
    }
    return documents;
  }

  /** The column of the document at a rank by length, counted from 1. */
  int columnAt(long rank) {
    long seen = 0;
    for (int column = 0; column < COLUMNS; column++) {
      seen += columnCounts[column];
      if (seen >= rank) {
        return column;
      }
    }
    return COLUMNS - 1;
  }

  long greatestCount() {
    long greatest = 0;
    for (long[] column : counts) {
      for (long count : column) {
        greatest = Math.max(greatest, count);
      }
    }
    return greatest;
  }

  /**
   * The median score of the documents in some columns, in nats per token: interpolated within a
   * row. The columns must have a document.
   */
  double median(int firstColumn, int endColumn) {
    long[] rows = new long[ROWS];
    long documents = 0;
    for (int column = firstColumn; column < endColumn; column++) {
      for (int row = 0; row < ROWS; row++) {
        rows[row] += counts[column][row];
        documents += counts[column][row];
      }
    }
    double half = documents / 2.0;
    double seen = 0;
    int row = 0;
    while (seen + rows[row] < half) {
      seen += rows[row++];
    }
    return from + (to - from) * (row + (half - seen) / Math.max(1, rows[row])) / ROWS;
  }
}
