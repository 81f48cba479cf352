/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/** The byte order mark of UTF-8. */
final class ByteOrderMark {
  private ByteOrderMark() {}

  /** 3 when the bytes from {@code start} to before {@code end} begin with one, else 0. */
  static int length(byte[] bytes, int start, int end) {
    return end - start >= 3
            && bytes[start] == (byte) 0xef
            && bytes[start + 1] == (byte) 0xbb
            && bytes[start + 2] == (byte) 0xbf
        ? 3
        : 0;
  }
}
