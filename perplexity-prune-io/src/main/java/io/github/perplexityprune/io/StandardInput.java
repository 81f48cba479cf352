/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** JSON lines that come in once and cannot be read again. */
final class StandardInput implements ByteSource {
  /** What a caller names it by. */
  static final String NAME = "-";

  private final InputStream in;
  private final AtomicBoolean begun = new AtomicBoolean();

  StandardInput(InputStream in) {
    this.in = in;
  }

  /** The one file that it is; its size is not known and stands as 0. */
  static CorpusFile file() {
    return new CorpusFile(
        Path.of(NAME),
        "standard-input.jsonl",
        CorpusFormat.JSON_LINES,
        Compression.NONE,
        /* byteCount= */ 0);
  }

  @Override
  public void beginPass() {
    if (begun.getAndSet(true)) {
      throw new IllegalStateException(
          "standard input can be read only once, but training, pruning and whatever else reads the"
              + " documents several times needs files; write it to a file first");
    }
  }

  @Override
  public InputStream open(CorpusFile file) {
    return in;
  }

  @Override
  public String toString() {
    return "standard input";
  }
}
