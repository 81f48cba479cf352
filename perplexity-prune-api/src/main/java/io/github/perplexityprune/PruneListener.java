/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Told of a pruning's progress, on the thread that prunes. Progress comes at most about twice a
 * second. An exception from a listener ends the pruning.
 *
 * @since 0.1
 */
public interface PruneListener {

  /** Ignores everything. */
  PruneListener NONE = new PruneListener() {};

  /** The parts of a pruning, in order; training and scoring repeat for each cross-fitted model. */
  enum Phase {
    /** Reading the source once to count documents and draw the reference split. */
    SURVEY,
    /** Training a reference model. */
    TRAINING,
    /** Scoring documents. */
    SCORING,
    /** Placing the band and counting what it keeps. */
    SELECTION;

    /** Does this phase's work between telling the listener of its start and of its end. */
    <R> R run(PruneListener listener, Supplier<R> work) {
      listener.phaseStarted(this);
      long start = System.nanoTime();
      R result = work.get();
      listener.phaseFinished(this, Duration.ofNanos(System.nanoTime() - start));
      return result;
    }
  }

  /** A phase begins. */
  default void phaseStarted(Phase phase) {}

  /** A phase ended normally. */
  default void phaseFinished(Phase phase, Duration duration) {}

  /** Training has made progress. */
  default void training(TrainingProgress progress) {}

  /** A model is trained. */
  default void trained(TrainingReport report) {}

  /** Scoring has made progress. */
  default void scoring(ScoringProgress progress) {}
}
