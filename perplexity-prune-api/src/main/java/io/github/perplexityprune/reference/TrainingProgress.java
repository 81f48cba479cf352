/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How far a training has come.
 *
 * @param step optimizer steps done, from 1
 * @param stepCount steps in all
 * @param tokens tokens trained on
 * @param tokenCount tokens in all
 * @param loss mean negative log-likelihood of the step's tokens before its update, in nats per
 *     token
 * @param validationLoss mean negative log-likelihood of a token of documents held out, in nats,
 *     where the engine measured it after this step: now and then, on a sample
 * @param learningRate of the step
 * @param gradientNorm global norm of the step's gradients before clipping
 * @param tokensPerSecond mean rate since training began
 * @param remaining expected time to the end
 * @since 0.1
 */
public record TrainingProgress(
    long step,
    long stepCount,
    long tokens,
    long tokenCount,
    double loss,
    OptionalDouble validationLoss,
    double learningRate,
    double gradientNorm,
    double tokensPerSecond,
    Duration remaining) {}
