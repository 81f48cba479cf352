/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.util.function.Consumer;

/** The reader of each format. */
final class RecordReaders {
  private RecordReaders() {}

  /** Opens a file; the caller closes the reader. */
  static RecordReader open(
      CorpusFile file,
      ByteSource bytes,
      RecordFields fields,
      InputLimits limits,
      Consumer<RejectedRecord> rejects)
      throws IOException {
    return switch (file.format()) {
      case JSON_LINES -> new JsonLinesReader(file, bytes.open(file), fields, limits, rejects);
      case TEXT -> new TextFileReader(file, bytes.open(file), limits, rejects);
      case PARQUET -> ParquetRecordReader.open(file, fields, limits, rejects);
    };
  }
}
