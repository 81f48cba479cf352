/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.EngineNotFoundException;
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
      return new ReferenceTraining(task, device(task.device())).run();
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
      return Checkpoint.load(folder, device(device));
    } catch (EngineException e) {
      throw new CheckpointException(
          folder + " cannot be opened by the engine: " + e.getMessage(), e);
    }
  }

  /** DJL's name of a device; for {@code auto} the first GPU when there is one. Loads the engine. */
  private static ai.djl.Device device(Device device) {
    int gpuCount = engine().getGpuCount();
    return switch (device.kind()) {
      case AUTO -> gpuCount > 0 ? ai.djl.Device.gpu(0) : ai.djl.Device.cpu();
      case CPU -> ai.djl.Device.cpu();
      case CUDA -> {
        int index = device.index().orElseThrow();
        if (index >= gpuCount) {
          throw new IllegalArgumentException(
              "device must exist, but was "
                  + device
                  + " and the engine finds "
                  + gpuCount
                  + " CUDA devices; use Device.auto(), or point PYTORCH_LIBRARY_PATH at a libtorch 2.7.1 with CUDA");
        }
        yield ai.djl.Device.gpu(index);
      }
    };
  }

  private static Engine engine() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (EngineException | IllegalStateException | LinkageError e) {
      EngineNotFoundException missing =
          new EngineNotFoundException(
              "DJL's PyTorch engine could not be started ("
                  + e.getMessage()
                  + "); add ai.djl.pytorch:pytorch-native-cpu:2.7.1 with the classifier of this platform"
                  + " (linux-x86_64, linux-aarch64, osx-aarch64 or win-x86_64), or point PYTORCH_LIBRARY_PATH at a"
                  + " libtorch 2.7.1");
      missing.initCause(e);
      throw missing;
    }
  }
}
