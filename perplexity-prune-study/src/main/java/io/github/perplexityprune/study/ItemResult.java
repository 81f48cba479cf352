/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/**
 * How a model answered one question.
 *
 * @param id of the item
 * @param isCorrect whether it chose the right option, or would write the target or an alias
 * @param margin by how much it prefers the right answer to wrong ones, in nats per token: the mean
 *     log-likelihood of the right one less the mean of those of the others, each per token
 * @param negativeLogLikelihood mean negative log-likelihood of the right answer, in nats per token
 * @since 0.1
 */
public record ItemResult(
    String id, boolean isCorrect, double margin, double negativeLogLikelihood) {}
