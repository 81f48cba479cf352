/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import com.google.common.primitives.Floats;
import java.util.function.Function;

/**
 * How many tokens a pass may have. It is found by trying: a pass for which the device has not
 * enough memory is halved, and later passes begin with its half.
 */
final class PassBudget {
  /** Enough to keep matrix products busy, few enough to stay in the caches. */
  private static final int CPU_TOKENS = 1024;

  /** Enough to hide the start of some hundred kernels a pass. */
  private static final int GPU_TOKENS = 32_768;

  private volatile int tokens;

  private PassBudget(int tokens) {
    this.tokens = tokens;
  }

  /** What a device begins with. */
  static PassBudget of(Device device) {
    return new PassBudget(device.isGpu() ? GPU_TOKENS : CPU_TOKENS);
  }

  /** Tokens in a pass, but for a window that has more. */
  int tokens() {
    return tokens;
  }

  /**
   * Runs a pass, in parts if it does not fit.
   *
   * @param pass gives a number for each token of a batch, whatever else is in the batch
   * @throws EngineException if not even one window fits, or for another reason
   */
  float[] run(WindowBatch batch, Function<WindowBatch, float[]> pass) {
    try {
      return pass.apply(batch);
    } catch (EngineException e) {
      if (batch.windowCount() == 1 || !isOutOfMemory(e)) {
        throw e;
      }
    }
    tokens = Math.min(tokens, batch.tokenCount() / 2);
    int middle = batch.windowCount() / 2;
    return Floats.concat(
        run(batch.windows(0, middle), pass), run(batch.windows(middle, batch.windowCount()), pass));
  }

  private static boolean isOutOfMemory(EngineException e) {
    String message = e.getMessage();
    return message != null && message.contains("out of memory");
  }
}
