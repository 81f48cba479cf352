/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spi;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.ReferenceModelTrainingException;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

/**
 * What a tensor engine must offer to serve as the reference: found through {@link
 * java.util.ServiceLoader}, so it has a public constructor without arguments, which does no work
 * and touches no native code.
 *
 * @since 0.1
 */
public interface ReferenceEngine {

  /** The engine's unique name, for example {@code djl}: lower-case letters, digits and hyphens. */
  String id();

  /**
   * Trains a model from random weights. The same task on the same machine gives the same weights.
   * The caller closes the model.
   *
   * @throws ReferenceModelTrainingException if training fails or its loss is not finite
   * @throws CancellationException if the calling thread is interrupted; its interrupt flag stays
   *     set
   */
  ReferenceModel train(TrainingTask task);

  /**
   * Opens a saved model. The caller closes it.
   *
   * @throws CheckpointException if the folder does not hold a model this engine can open
   */
  ReferenceModel load(Path folder, Device device);
}
