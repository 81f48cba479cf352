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
   * A writer of records of a file in the form of that file; the caller closes it.
   *
   * @param target a file that is not there yet
   */
  static RecordWriter open(CorpusRecord first, Path target) throws IOException {
    CorpusFile like = first.file();
    return switch (like.format()) {
      case JSON_LINES -> new JsonLinesWriter(target, like.compression());
      case TEXT -> new TextFileWriter(target);
      case PARQUET -> throw new UnsupportedOperationException("Parquet: " + like.path());
    };
  }
}
