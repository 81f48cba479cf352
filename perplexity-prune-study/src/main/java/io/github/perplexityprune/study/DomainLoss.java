/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/**
 * What a final model makes of documents of a domain that nothing was trained on: a diagnostic,
 * never the verdict, since pruning is meant to change what a model expects.
 *
 * @param domain the domain, or empty
 * @param documentCount documents
 * @param tokenCount their tokens
 * @param meanNegativeLogLikelihood over these tokens, in nats per token
 * @since 0.1
 */
public record DomainLoss(
    String domain, long documentCount, long tokenCount, double meanNegativeLogLikelihood) {}
