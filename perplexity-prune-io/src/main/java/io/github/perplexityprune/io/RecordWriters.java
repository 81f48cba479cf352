/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the writer for what a file holds. */
final class RecordWriters {
  private RecordWriters() {}

  /**
   * A writer of records in the form of the file that the first of them is in; the caller closes it.
   *
   * @param target where to write; replaced if it is there
   * @param limits those that the file was read with
   */
  static RecordWriter unchanged(CorpusRecord first, Path target, InputLimits limits)
      throws IOException {
    CorpusFile like = first.file();
    return switch (like.format()) {
      case JSON_LINES -> new JsonLinesWriter(target, like.compression());
      case TEXT -> new TextFileWriter(target);
      case PARQUET -> ParquetRecordWriter.unchanged(target, like, limits);
    };
  }

  /** As {@link #unchanged}, for records with their scores beside what they hold. */
  static RecordWriter withScores(CorpusRecord first, Path target, InputLimits limits)
      throws IOException {
    return first.file().format() == CorpusFormat.PARQUET
        ? ParquetRecordWriter.withScores(target, first.file(), limits)
        : unchanged(first, target, limits);
  }
}
