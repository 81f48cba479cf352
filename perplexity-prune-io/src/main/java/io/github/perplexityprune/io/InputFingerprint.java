/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * What a file held when it was read, so that a later run can tell whether it changed.
 *
 * @param name name of the file, see {@link CorpusFile#name()}
 * @param byteCount its size in bytes, as stored
 * @param sha256 SHA-256 of its bytes as stored, 64 hexadecimal digits in lower case
 * @since 0.1
 */
public record InputFingerprint(String name, long byteCount, String sha256) {}
