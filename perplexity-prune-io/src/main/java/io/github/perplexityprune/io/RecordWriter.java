/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.Closeable;
import java.io.IOException;

/** Writes records to one file in the form in which they were read. */
interface RecordWriter extends Closeable {
  /** Appends a record, unchanged. */
  void write(CorpusRecord record) throws IOException;

  /**
   * Appends a record with its score beside what it holds.
   *
   * @throws IllegalArgumentException if it has no place for that
   */
  void write(CorpusRecord record, ScoreFields score) throws IOException;

  /** About how many bytes the file has so far. */
  long byteCount();

  /** Finishes the file. */
  @Override
  void close() throws IOException;
}
