/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of one file in order. What cannot be read is handed to the consumer of rejects
 * that the reader was opened with, in order, and reading goes on after it as well as the format
 * allows; an {@link IOException} means that the file itself cannot be reached.
 */
interface RecordReader extends Closeable {
  /** The next document, or null after the last. */
  @Nullable CorpusRecord next() throws IOException;
}
