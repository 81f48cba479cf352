/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import io.github.perplexityprune.EngineNotFoundException;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.Precision;

/** Where a decoder computes, by its name in DJL, and in which numbers. */
record Processor(ai.djl.Device device, Precision precision) {

  /** A CPU in its own numbers. */
  static Processor cpu() {
    return new Processor(ai.djl.Device.cpu(), Precision.FLOAT32);
  }

  /**
   * The processor that is meant: for {@code auto} the first GPU if there is one. Loads the engine.
   */
  static Processor of(Device device) {
    ai.djl.Device found = find(device);
    return new Processor(
        found, device.precision().orElse(found.isGpu() ? Precision.BFLOAT16 : Precision.FLOAT32));
  }

  boolean isGpu() {
    return device.isGpu();
  }

  private static ai.djl.Device find(Device device) {
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
