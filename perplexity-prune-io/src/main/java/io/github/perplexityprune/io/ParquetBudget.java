/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * How many bytes the pages and dictionaries of a row group may hold that are open at the same time:
 * {@code 8 * maximumRecordBytes}, 512 MiB by default. A page is claimed before it is allocated, so
 * that a small file cannot ask for all memory.
 */
final class ParquetBudget {
  private static final int RECORDS = 8;

  private final InputLimits limits;
  private long left;

  ParquetBudget(InputLimits limits) {
    this.limits = limits;
    this.left = (long) RECORDS * limits.maximumRecordBytes();
  }

  InputLimits limits() {
    return limits;
  }

  /**
   * Claims bytes until they are given back.
   *
   * @throws ParquetDamagedException if so many are not left
   */
  void claim(long byteCount) {
    if (byteCount > left) {
      throw new ParquetDamagedException(
          "pages that are read together may hold "
              + RECORDS
              + " times maximumRecordBytes ("
              + limits.maximumRecordBytes()
              + "), but one claims "
              + byteCount
              + " bytes where "
              + left
              + " are left; raise the limit if the file is to be trusted");
    }
    left -= byteCount;
  }

  void giveBack(long byteCount) {
    left += byteCount;
  }
}
