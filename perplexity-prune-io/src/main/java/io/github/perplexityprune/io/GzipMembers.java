/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file of one or more gzip members (RFC 1952), each checked against its length and
 * CRC. Zero bytes after the last member are padding.
 *
 * <p>The JDK's {@link java.util.zip.GZIPInputStream} does not serve: it takes a member whose header
 * is damaged for the end of the file, and stops after the first when the file's stream cannot say
 * how many bytes are available.
 */
final class GzipMembers extends BlockInputStream {
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;
  private static final int DEFLATE = 8;
  private static final int HAS_HEADER_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream file;
  private final Inflater inflater = new Inflater(/* nowrap= */ true);
  private final CRC32 crc = new CRC32();
  private final byte[] input = new byte[64 << 10];
  private int position;
  private int limit;
  private boolean insideMember;
  private boolean anyMember;
  private @Nullable DamagedFileException damage;

  GzipMembers(InputStream file) {
    this.file = file;
  }

  static boolean isStart(byte[] bytes) {
    return bytes.length >= 2 && (bytes[0] & 0xff) == MAGIC_1 && (bytes[1] & 0xff) == MAGIC_2;
  }

  @Override
  protected int readBlock(byte[] block, int offset, int length) throws IOException {
    while (insideMember || beginMember()) {
      int count = inflate(block, offset, length);
      if (count > 0) {
        crc.update(block, offset, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw new DamagedFileException(
            "a gzip member needs a dictionary, which gzip does not have");
      } else {
        feed();
      }
    }
    return -1;
  }

  /** Inflates up to where the data is damaged; the damage is told of by the next call. */
  private int inflate(byte[] block, int offset, int length) throws DamagedFileException {
    if (damage != null) {
      throw damage;
    }
    long before = inflater.getBytesWritten();
    try {
      return inflater.inflate(block, offset, length);
    } catch (DataFormatException e) {
      damage = new DamagedFileException("its gzip data is corrupt (" + e.getMessage() + ")", e);
      int whole = (int) (inflater.getBytesWritten() - before);
      if (whole > 0) {
        return whole;
      }
      throw damage;
    }
  }

  private void feed() throws IOException {
    if (position == limit && !fill()) {
      throw truncated();
    }
    inflater.setInput(input, position, limit - position);
    position = limit;
  }

  /** Reads the header of the next member; false at the end of the file. */
  private boolean beginMember() throws IOException {
    crc.reset();
    if (anyMember && !skipPadding()) {
      return false;
    }
    if (next() != MAGIC_1 || next() != MAGIC_2) {
      throw new DamagedFileException("what follows a whole gzip member is not gzip");
    }
    int method = next();
    int flags = next();
    if (method != DEFLATE || (flags & RESERVED) != 0) {
      throw new DamagedFileException("a gzip header is corrupt");
    }
    skipBytes(6); // time, level and system
    if ((flags & HAS_EXTRA) != 0) {
      skipBytes(nextLittleEndian(2));
    }
    if ((flags & HAS_NAME) != 0) {
      skipText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipText();
    }
    if ((flags & HAS_HEADER_CRC) != 0) {
      long expected = crc.getValue() & 0xffff;
      if (nextLittleEndian(2) != expected) {
        throw new DamagedFileException("a gzip header does not match its CRC");
      }
    }
    crc.reset();
    inflater.reset();
    insideMember = true;
    anyMember = true;
    return true;
  }

  private void endMember() throws IOException {
    position = limit - inflater.getRemaining();
    long actualCrc = crc.getValue();
    long actualLength = inflater.getBytesWritten() & 0xffff_ffffL;
    if (nextLittleEndian(4) != actualCrc) {
      throw new DamagedFileException("a gzip member does not match its CRC");
    }
    if (nextLittleEndian(4) != actualLength) {
      throw new DamagedFileException("a gzip member does not match its length");
    }
    insideMember = false;
  }

  /** Whether anything but zero bytes is left; leaves its first byte to be read. */
  private boolean skipPadding() throws IOException {
    while (position < limit || fill()) {
      if (input[position] != 0) {
        return true;
      }
      position++;
    }
    return false;
  }

  private void skipBytes(long count) throws IOException {
    for (long i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {}
  }

  private long nextLittleEndian(int bytes) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (long) next() << (8 * i);
    }
    return number;
  }

  /** The next byte of the file itself, counted into the CRC of a header. */
  private int next() throws IOException {
    if (position == limit && !fill()) {
      throw truncated();
    }
    int next = input[position++] & 0xff;
    crc.update(next);
    return next;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, file.read(input, 0, input.length));
    return limit > 0;
  }

  private static DamagedFileException truncated() {
    return new DamagedFileException("it ends in the middle of its gzip data");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    file.close();
  }
}
