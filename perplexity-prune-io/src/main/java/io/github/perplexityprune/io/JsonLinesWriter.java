/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.google.common.io.CountingOutputStream;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Writes JSON lines: each line as it was read, and {@code \n} after it, so that the only bytes that
 * can differ from the input are the end of a last line that had none, and a byte order mark.
 *
 * <p>The bytes written depend on the records alone.
 */
final class JsonLinesWriter implements RecordWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final CountingOutputStream stored;
  private final OutputStream content;

  JsonLinesWriter(Path target, Compression compression) throws IOException {
    // A channel would be closed by an interrupt in the middle of a write.
    stored =
        new CountingOutputStream(
            new BufferedOutputStream(new FileOutputStream(target.toFile()), BUFFER_BYTES));
    try {
      content = compressed(compression);
    } catch (IOException | RuntimeException | Error e) {
      stored.close();
      throw e;
    }
  }

  private OutputStream compressed(Compression compression) throws IOException {
    return switch (compression) {
      case NONE -> stored;
      case GZIP -> new BufferedOutputStream(new GZIPOutputStream(stored), BUFFER_BYTES);
      case ZSTD ->
          new BufferedOutputStream(
              new ZstdOutputStreamNoFinalizer(stored).setChecksum(true), BUFFER_BYTES);
    };
  }

  @Override
  public void write(CorpusRecord document) throws IOException {
    content.write(((JsonLine) document.raw()).bytes());
    content.write('\n');
  }

  @Override
  public void write(CorpusRecord document, ScoreFields score) throws IOException {
    content.write(JsonScoreFields.addTo(document, score));
    content.write('\n');
  }

  /** Of a compressed file what has been compressed; up to some 100 KiB more wait for it. */
  @Override
  public long byteCount() {
    return stored.getCount();
  }

  @Override
  public void close() throws IOException {
    try (stored) { // which a compressor that cannot finish leaves open
      content.close();
    }
  }
}
