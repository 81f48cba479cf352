/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file that is one document by copying it. */
final class TextFileWriter implements RecordWriter {
  private final Path target;
  private long byteCount;

  TextFileWriter(Path target) {
    this.target = target;
  }

  @Override
  public void write(CorpusRecord document) throws IOException {
    try (FileOutputStream out = new FileOutputStream(target.toFile())) {
      byteCount = Files.copy(((TextFile) document.raw()).path(), out);
    }
  }

  @Override
  public void write(CorpusRecord document, ScoreFields score) {
    throw new IllegalArgumentException(
        "scores are added to fields and columns, but "
            + document
            + " is a text file, which has none; write without scores, they are in the score store");
  }

  @Override
  public long byteCount() {
    return byteCount;
  }

  @Override
  public void close() {}
}
