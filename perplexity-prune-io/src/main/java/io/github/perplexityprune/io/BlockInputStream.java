/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;

/** A stream that is read in blocks, and not by a thread that is interrupted. */
abstract class BlockInputStream extends InputStream {
  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public final int read(byte[] block, int offset, int length) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new ClosedByInterruptException();
    }
    return length == 0 ? 0 : readBlock(block, offset, length);
  }

  /** Reads at least one byte and at most {@code length}, which is positive; -1 at the end. */
  protected abstract int readBlock(byte[] block, int offset, int length) throws IOException;
}
