/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * The line that a record was read from, byte for byte: without the {@code \n} at its end (a {@code
 * \r} before that is part of it) and without a byte order mark. It is one JSON object with at least
 * one field, and perhaps white space around it.
 */
final class JsonLine implements RawRecord {
  private final byte[] bytes;

  /** A line that owns the bytes from now on. */
  JsonLine(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The line itself, not a copy; not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
