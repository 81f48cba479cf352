/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

/**
 * How far scoring has come: the tasks that have ended. Tasks that Spark repeats count again, so
 * these are for watching, not for accounting.
 *
 * @param documents documents that were scored or failed
 * @param tokens tokens scored
 * @param failures documents that failed
 * @since 0.1
 */
public record ScoringCounts(long documents, long tokens, long failures) {
  static final ScoringCounts NONE = new ScoringCounts(0, 0, 0);

  ScoringCounts plus(ScoringCounts other) {
    return new ScoringCounts(
        documents + other.documents, tokens + other.tokens, failures + other.failures);
  }
}
