/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spi;

import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.score.ContextWindows;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One training for an engine to carry out.
 *
 * @param model the shape to train
 * @param training how to train it
 * @param split which documents {@code texts} are, for the model's records
 * @param fold which of the split's models this is, from 0
 * @param texts opens the texts to train on, in source order, none empty, at least one; the engine
 *     closes each stream
 * @param windows how the trained model reads long documents
 * @param device where to train, and where the trained model scores
 * @param progress told after a step, at most about once a second and after the last
 * @since 0.1
 */
public record TrainingTask(
    ReferenceModelConfig model,
    TrainingConfig training,
    ReferenceSplit split,
    int fold,
    Supplier<Stream<String>> texts,
    ContextWindows windows,
    Device device,
    Consumer<TrainingProgress> progress) {}
