/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

/**
 * Looks at a model while it is trained, for example to follow what it can do by now.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface TrainingObserver {

  /**
   * Called on the training thread, which waits.
   *
   * @param progress what is done by now
   * @param model the model as it is now; usable until this method returns
   */
  void observe(TrainingProgress progress, ReferenceModel model);
}
