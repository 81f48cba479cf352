/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.google.common.io.CountingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The decompressed content of a file. What its first bytes say counts for more than its name: a
 * compressed file is decompressed whatever it is called, but one that is only called compressed is
 * damaged. Nothing is read before the first block is asked for.
 */
final class FileBytes extends BlockInputStream {
  private static final int MAGIC_BYTES = 4;

  private final CorpusFile file;
  private final InputLimits limits;
  private final CountingInputStream stored;
  private @Nullable InputStream content;
  private long contentCount;

  FileBytes(CorpusFile file, InputStream stored, InputLimits limits) {
    this.file = file;
    this.limits = limits;
    this.stored = new CountingInputStream(stored);
  }

  /**
   * Reads a block.
   *
   * @throws DamagedFileException if the file cannot be read further
   */
  @Override
  protected int readBlock(byte[] block, int offset, int length) throws IOException {
    if (content == null) {
      content = decompressed();
    }
    int count = content.read(block, offset, length);
    contentCount += Math.max(0, count);
    if (contentCount > limits.maximumRecordBytes()
        && contentCount / limits.maximumExpansion() > stored.getCount()) {
      throw new DamagedFileException(
          "its first "
              + stored.getCount()
              + " bytes expand more than "
              + limits.maximumExpansion()
              + "-fold (InputLimits.maximumExpansion)");
    }
    return count;
  }

  private InputStream decompressed() throws IOException {
    byte[] start = stored.readNBytes(MAGIC_BYTES);
    var whole = new PushbackInputStream(stored, MAGIC_BYTES);
    whole.unread(start);
    if (GzipMembers.isStart(start)) {
      return new GzipMembers(whole);
    }
    if (ZstdFrames.isStart(start)) {
      return new ZstdFrames(whole, limits.maximumWindowLog());
    }
    if (file.compression() != Compression.NONE) {
      throw new DamagedFileException(
          start.length == 0
              ? "it is empty, which a compressed file never is"
              : "its name says " + file.compression() + ", but it does not begin like that");
    }
    return whole;
  }

  @Override
  public void close() throws IOException {
    if (content != null) {
      content.close();
    }
    stored.close();
  }
}
