/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.reference.TrainingProgress;

/**
 * Told of a study's progress, on the thread that runs it: as a {@link PruneListener} of reference
 * training and scoring, then of each final model. An exception from a listener ends the study.
 *
 * @since 0.1
 */
public interface StudyListener extends PruneListener {

  /** Ignores everything. */
  StudyListener NONE = new StudyListener() {};

  /**
   * A final model begins.
   *
   * @param arm its arm
   * @param seed from 1
   * @param finished final models that are there already
   * @param count of all final models
   */
  default void cellStarted(Arm arm, int seed, int finished, int count) {}

  /** The training of a final model has made progress. */
  default void cellTraining(TrainingProgress progress) {}

  /**
   * A final model is being asked the questions.
   *
   * @param tokens that it was trained on
   */
  default void cellEvaluation(long tokens) {}

  /** A final model is trained and evaluated, and its result is on disk. */
  default void cellFinished(CellResult result) {}
}
