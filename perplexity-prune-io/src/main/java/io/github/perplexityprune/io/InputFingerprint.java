/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * What one input file held when it was read, so that another under its name is noticed.
 *
 * @param name name of the file, see {@link CorpusFile#name()}
 * @param byteCount its size
 * @param sha256 the SHA-256 hash of its bytes, in lower-case hexadecimal digits
 * @since 0.1
 */
public record InputFingerprint(String name, long byteCount, String sha256) {}
