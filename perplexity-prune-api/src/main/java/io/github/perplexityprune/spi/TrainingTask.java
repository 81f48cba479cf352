/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spi;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingObserver;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.score.ContextWindows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
 * @param textsDigest identifies the texts and their order, for the model's records
 * @param texts opens the texts to train on, in source order, none empty, at least one; the engine
 *     closes each stream
 * @param windows how the trained model reads long documents
 * @param device where to train, and where the trained model scores
 * @param checkpoints where to keep what a training that is cut off can go on from; empty to keep
 *     nothing
 * @param observation when to show the model while it is trained
 * @param progress told after a step, at most about once a second and after the last
 * @since 0.1
 */
public record TrainingTask(
    ReferenceModelConfig model,
    TrainingConfig training,
    ReferenceSplit split,
    int fold,
    String textsDigest,
    Supplier<Stream<String>> texts,
    ContextWindows windows,
    Device device,
    Optional<Checkpoints> checkpoints,
    Observation observation,
    Consumer<TrainingProgress> progress) {

  /**
   * Where and how often an engine keeps the state of a training, in files of its own. Begun again
   * with the same folder, the training goes on from the last state that is whole and ends with the
   * same weights (on a CPU); an engine that cannot do that begins anew. It refuses the state of
   * another task.
   *
   * @param folder need not exist; deleted by the caller when the model is saved
   * @param interval between two states, greater than 0; an engine lets more time pass where writing
   *     a state takes long
   */
  public record Checkpoints(Path folder, Duration interval) {}

  /**
   * When an engine shows a model that it trains. A training that goes on from a state does not
   * repeat what was shown before that.
   *
   * @param times how often, evenly spaced over the steps and never after the last; at least 0
   * @param observer shown a model that ends with the call: closing it does not end the training,
   *     and scoring afterwards is an {@link IllegalStateException}
   */
  public record Observation(int times, TrainingObserver observer) {
    /** Shows nothing. */
    public static final Observation NONE = new Observation(0, (progress, model) -> {});

    /** Checks the number. */
    public Observation {
      if (times < 0) {
        throw new IllegalArgumentException("times must be at least 0, but was " + times);
      }
      requireNonNull(observer, "observer");
    }

    /** Whether the model is to be shown after a step, from 1 to {@code stepCount}. */
    public boolean isDue(long step, long stepCount) {
      return step < stepCount && parts(step, stepCount) > parts(step - 1, stepCount);
    }

    private long parts(long step, long stepCount) {
      return step * (times + 1) / stepCount;
    }
  }
}
