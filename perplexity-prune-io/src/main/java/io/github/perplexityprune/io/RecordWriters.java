/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.nio.file.Path;

/** The writer of each format. */
final class RecordWriters {
  private RecordWriters() {}

  /**
   * Creates a file in the format and compression of another; the caller closes the writer.
   *
   * @param target where to write; replaced if it is there
   * @param like the file whose records will be written
   * @param limits those that it was read with
   */
  static RecordWriter open(Path target, CorpusFile like, InputLimits limits, RecordForm form)
      throws IOException {
    return switch (like.format()) {
      case JSON_LINES -> new JsonLinesWriter(target, like.compression());
      case TEXT -> new TextFileWriter(target);
      case PARQUET ->
          switch (form) {
            case UNCHANGED -> ParquetRecordWriter.unchanged(target, like, limits);
            case WITH_SCORES -> ParquetRecordWriter.withScores(target, like, limits);
          };
    };
  }
}
