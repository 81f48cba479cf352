/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * A Parquet file, or a part of one, that cannot be read: damaged, hostile, or of a kind that is not
 * supported. Unchecked, because it passes through the library's decoders; it never leaves a reader.
 */
final class ParquetDamagedException extends RuntimeException {
  private final String reason;

  ParquetDamagedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  ParquetDamagedException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  /** What is wrong, in words. */
  String reason() {
    return reason;
  }
}
