/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

/** How rotary positions are stretched to contexts longer than those first trained on. */
sealed interface RotaryScaling {

  /** The frequency to use in place of one, both in radians per token. */
  double scaled(double frequency);

  /** Frequencies as they are. */
  record None() implements RotaryScaling {
    @Override
    public double scaled(double frequency) {
      return frequency;
    }
  }

  /** All frequencies divided by one number. */
  record Linear(double factor) implements RotaryScaling {
    @Override
    public double scaled(double frequency) {
      return frequency / factor;
    }
  }

  /**
   * LLaMA 3's: frequencies that turn fewer than {@code lowTurns} times within the original context
   * are divided by {@code factor}, those that turn more than {@code highTurns} times are kept, and
   * the share of the undivided one grows linearly in between.
   */
  record Llama3(double factor, double lowTurns, double highTurns, double originalContextLength)
      implements RotaryScaling {
    @Override
    public double scaled(double frequency) {
      double turns = originalContextLength * frequency / (2 * Math.PI);
      double kept = Math.min(1, Math.max(0, (turns - lowTurns) / (highTurns - lowTurns)));
      return (1 - kept) * frequency / factor + kept * frequency;
    }
  }
}
