/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.engine.EngineException;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.ReferenceModelTrainingException;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.spi.ReferenceEngine;
import io.github.perplexityprune.spi.TrainingTask;
import java.nio.file.Path;

/**
 * Trains and runs reference models with DJL's PyTorch engine, on the CPU or an NVIDIA GPU. Native
 * libraries are loaded when the first model is trained or opened, never before.
 *
 * @since 0.1
 */
public final class DjlReferenceEngine implements ReferenceEngine {

  /** An engine; for {@link java.util.ServiceLoader}. */
  public DjlReferenceEngine() {}

  @Override
  public String id() {
    return "djl";
  }

  @Override
  public ReferenceModel train(TrainingTask task) {
    try {
      return new ReferenceTraining(task, Processor.of(task.device())).run();
    } catch (PerplexityPruneException e) {
      throw e;
    } catch (EngineException e) {
      throw new ReferenceModelTrainingException(
          "the engine failed while training: " + e.getMessage(), e);
    }
  }

  @Override
  public ReferenceModel load(Path folder, Device device) {
    try {
      return Checkpoint.load(folder, Processor.of(device));
    } catch (EngineException e) {
      throw new CheckpointException(
          folder + " cannot be opened by the engine: " + e.getMessage(), e);
    }
  }
}
