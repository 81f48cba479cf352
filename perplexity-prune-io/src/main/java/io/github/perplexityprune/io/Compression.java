/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * How a file of a corpus is compressed as a whole. Parquet compresses inside and counts as {@link
 * #NONE}.
 *
 * @since 0.1
 */
public enum Compression {
  /** Not compressed. */
  NONE,
  /** One or more gzip members. */
  GZIP,
  /** One or more zstd frames. */
  ZSTD
}
