/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * The line that a record was read from.
 *
 * @param bytes the line as it is in the file, after decompression, without the {@code \n} at its
 *     end (a {@code \r} before that is part of it) and without a byte order mark; a whole JSON
 *     object with at least one field, and white space around it
 */
@SuppressWarnings("ArrayRecordComponent") // is never compared
record JsonLine(byte[] bytes) implements RawRecord {}
