/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

/**
 * A domain before and after a selection, over the documents that have scores.
 *
 * @param name the domain, or empty
 * @param documentCount scored documents
 * @param tokenCount their tokens
 * @param keptDocumentCount those kept
 * @param keptTokenCount their tokens
 * @since 0.1
 */
public record DomainSummary(
    String name, long documentCount, long tokenCount, long keptDocumentCount, long keptTokenCount) {

  /** Share of the domain's tokens that is kept, in [0, 1]. */
  public double keptTokenShare() {
    return tokenCount == 0 ? 0 : (double) keptTokenCount / tokenCount;
  }
}
