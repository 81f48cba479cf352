/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * A file of a pruned corpus.
 *
 * @param name its path in the output folder, with {@code /} between parts
 * @param documentCount documents in it
 * @param byteCount its size
 * @since 0.1
 */
public record WrittenFile(String name, long documentCount, long byteCount) {}
