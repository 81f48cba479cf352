/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * What a file of a corpus holds.
 *
 * @since 0.1
 */
public enum CorpusFormat {
  /** A JSON object a line. */
  JSON_LINES,
  /** Apache Parquet: a document a row. */
  PARQUET,
  /** Plain text: the file is the document. */
  TEXT
}
