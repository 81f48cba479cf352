/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * The bytes of one column chunk, read through a channel that others move as well. A failing channel
 * is an {@link UncheckedIOException}, to be told from damage, which the library reports as {@link
 * IOException}.
 */
final class ParquetChunkStream extends InputStream {
  /** For headers: what is larger is read without it. */
  static final int BUFFER_BYTES = 16 << 10;

  private final SeekableByteChannel channel;
  private final ByteBuffer buffer;
  private long position;
  private final long end;

  /**
   * Reads from a position to an end.
   *
   * @param position the first byte, counted from the start of the file
   * @param end the byte after the last
   */
  ParquetChunkStream(SeekableByteChannel channel, long position, long end) {
    this.channel = channel;
    this.position = position;
    this.end = end;
    this.buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, end - position)).limit(0);
  }

  /** How many bytes are left. */
  long remaining() {
    return end - position + buffer.remaining();
  }

  @Override
  public int read() {
    if (!buffer.hasRemaining() && !fill()) {
      return -1;
    }
    return buffer.get() & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!buffer.hasRemaining() && !fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(bytes, offset, count);
    return count;
  }

  /** The next bytes, which must be there: see {@link #remaining()}. */
  byte[] take(int length) {
    byte[] bytes = new byte[length];
    int buffered = Math.min(length, buffer.remaining());
    buffer.get(bytes, 0, buffered);
    readAt(ByteBuffer.wrap(bytes, buffered, length - buffered));
    return bytes;
  }

  private boolean fill() {
    if (position == end) {
      return false;
    }
    buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
    readAt(buffer);
    buffer.flip();
    return true;
  }

  private void readAt(ByteBuffer target) {
    try {
      position += ParquetFile.readFully(channel, position, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
