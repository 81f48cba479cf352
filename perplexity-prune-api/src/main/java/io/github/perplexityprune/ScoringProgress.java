/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import java.time.Duration;

/**
 * How far scoring has come.
 *
 * @param documents documents scored or failed
 * @param documentCount documents to score in all
 * @param tokens tokens scored
 * @param failures documents that failed
 * @param tokensPerSecond mean rate since scoring began
 * @param remaining expected time to the end, from the bytes of text that remain
 * @since 0.1
 */
public record ScoringProgress(
    long documents,
    long documentCount,
    long tokens,
    long failures,
    double tokensPerSecond,
    Duration remaining) {}
