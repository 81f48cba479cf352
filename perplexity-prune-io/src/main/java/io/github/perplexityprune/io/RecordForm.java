/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.JudgedDocument;
import java.io.IOException;

/** What is written of each document. */
enum RecordForm {
  /** Its record, as it was read. */
  UNCHANGED {
    @Override
    void write(RecordWriter writer, JudgedDocument<CorpusRecord> document) throws IOException {
      writer.write(document.item());
    }
  },
  /** Its record and {@link ScoreFields}. */
  WITH_SCORES {
    @Override
    void write(RecordWriter writer, JudgedDocument<CorpusRecord> document) throws IOException {
      writer.write(document.item(), ScoreFields.of(document));
    }
  };

  /** Writes a document to a file that was opened for this form. */
  abstract void write(RecordWriter writer, JudgedDocument<CorpusRecord> document)
      throws IOException;
}
