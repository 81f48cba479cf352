/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.score.ScoreRow;
import java.io.Closeable;
import java.io.IOException;

/** Writes rows in one format, with the columns {@link ScoreExport#COLUMNS}. */
interface ScoreExportSink extends Closeable {
  /** Writes a row, whose domain has this name. */
  void write(ScoreRow row, String domain) throws IOException;

  /** Finishes the file. */
  @Override
  void close() throws IOException;
}
