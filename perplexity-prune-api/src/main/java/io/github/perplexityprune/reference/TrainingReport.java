/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What a reference model was trained on and how well it learned.
 *
 * @param model its shape
 * @param training how it was trained
 * @param split which documents of the source trained it
 * @param fold which of the split's models it is, from 0
 * @param textsDigest identifies the documents of the split and their order: SHA-256 over their
 *     content hashes, in hex
 * @param documentCount documents it was trained on
 * @param splitTokenCount tokens in one pass over them
 * @param tokenCount tokens it was trained on, over all passes
 * @param stepCount optimizer steps
 * @param trainingLoss mean negative log-likelihood over the last tenth of the steps, in nats per
 *     token
 * @param validationLoss of documents set aside from training, in nats per token, scored as
 *     documents are; empty without any
 * @param unigramEntropy what those documents would cost a model that knows only how frequent each
 *     token is among them, in nats per token: a model whose validation loss is not clearly lower
 *     has learned nothing of use
 * @param duration of the training
 * @since 0.1
 */
public record TrainingReport(
    ReferenceModelConfig model,
    TrainingConfig training,
    ReferenceSplit split,
    int fold,
    String textsDigest,
    long documentCount,
    long splitTokenCount,
    long tokenCount,
    long stepCount,
    double trainingLoss,
    OptionalDouble validationLoss,
    OptionalDouble unigramEntropy,
    Duration duration) {}
