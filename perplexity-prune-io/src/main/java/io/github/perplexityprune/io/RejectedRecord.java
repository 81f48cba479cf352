/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * A record that could not be read as a document, or a part of a file that could not be read at all.
 *
 * @param file name of the file, see {@link CorpusFile#name()}
 * @param position the line or row, counted from 1
 * @param reason what is wrong, in words
 * @since 0.1
 */
public record RejectedRecord(String file, long position, String reason) {}
