/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Splits bytes into lines, which end in {@code \n} or at the end of the file; a {@code \r} belongs
 * to its line. Each line is a range of {@link #buffer()} until the next one is asked for. A line
 * that is longer than the limit is passed over in the memory of one that is not.
 */
final class LineSplitter implements Closeable {
  private static final int INITIAL_BYTES = 256 << 10;
  private static final int MAXIMUM_ARRAY = Integer.MAX_VALUE - 8;

  private final InputStream in;
  private final int maximumLineBytes;
  private byte[] buffer;
  private int start;
  private int end;
  private int next;
  private int limit;
  private long number;
  private boolean tooLong;

  LineSplitter(InputStream in, int maximumLineBytes) {
    this.in = in;
    this.maximumLineBytes = Math.min(maximumLineBytes, MAXIMUM_ARRAY - 1);
    this.buffer = new byte[Math.min(INITIAL_BYTES, this.maximumLineBytes + 1)];
  }

  /** Goes to the next line; false after the last. */
  boolean next() throws IOException {
    start = next;
    tooLong = false;
    int scanned = 0;
    while (true) {
      int newline = newline(start + scanned);
      if (newline < limit) {
        return line(newline, newline + 1);
      }
      scanned = limit - start;
      if (scanned > maximumLineBytes) {
        return skipLine();
      }
      if (!fill()) {
        return start < limit && line(limit, limit);
      }
    }
  }

  /** What holds the line, from {@link #start()} to before {@link #end()}. */
  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** The line's number, counted from 1; before the first line 0. */
  long number() {
    return number;
  }

  /** Whether the line is longer than the limit; then its bytes are not to be had. */
  boolean isTooLong() {
    return tooLong;
  }

  private boolean line(int lineEnd, int nextStart) {
    end = lineEnd;
    next = nextStart;
    number++;
    return true;
  }

  private boolean skipLine() throws IOException {
    tooLong = true;
    while (true) {
      start = 0;
      limit = 0;
      if (!fill()) {
        return line(0, 0);
      }
      int newline = newline(0);
      if (newline < limit) {
        return line(0, newline + 1);
      }
    }
  }

  /** The first line feed at or after an index, or the limit. */
  private int newline(int from) {
    byte[] bytes = buffer;
    int to = limit;
    int i = from;
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  /** Reads more behind the unfinished line; false at the end of the file. */
  private boolean fill() throws IOException {
    if (limit == buffer.length) {
      byte[] larger = buffer;
      if (start == 0) {
        larger = new byte[(int) Math.min(2L * buffer.length, maximumLineBytes + 1L)];
      }
      System.arraycopy(buffer, start, larger, 0, limit - start);
      buffer = larger;
      limit -= start;
      start = 0;
    }
    int count = in.read(buffer, limit, buffer.length - limit);
    limit += Math.max(0, count);
    return count >= 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
