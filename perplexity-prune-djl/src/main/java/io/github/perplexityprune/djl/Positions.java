/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

/** How a model knows where a token stands. */
sealed interface Positions {

  /** ALiBi's slopes, one a head, or none. */
  default float[] slopes(int headCount) {
    return new float[0];
  }

  /** Rotary frequencies in radians per token, one for two features, or none. */
  default double[] frequencies() {
    return new double[0];
  }

  /** A table of as many rows as the context has tokens. */
  record Learned() implements Positions {}

  /**
   * Attention falls off with distance.
   *
   * @param maximumBias the exponent of the least slope, 8 where nothing else is said
   * @see <a href="https://arxiv.org/abs/2108.12409">Press et al.: Train short, test long</a>
   */
  record Alibi(double maximumBias) implements Positions {
    static final double DEFAULT_MAXIMUM_BIAS = 8;

    /**
     * With n the number of heads rounded up to a power of two and m the maximum bias, the
     * candidates are {@code 2^(-m i / n)} for i from 1 to n; when n is greater than the number of
     * heads, MPT takes the even i first, then the odd ones.
     */
    @Override
    public float[] slopes(int headCount) {
      int n = Integer.highestOneBit(2 * headCount - 1);
      float[] slopes = new float[headCount];
      for (int head = 0; head < headCount; head++) {
        int i = n == headCount ? head + 1 : head < n / 2 ? 2 * head + 2 : 2 * head + 1 - n;
        slopes[head] = (float) Math.pow(2, -maximumBias * i / n);
      }
      return slopes;
    }
  }

  /**
   * Pairs of features turn with the position.
   *
   * @param width features of a head that turn, even
   * @param theta the base: pair i turns by {@code theta^(-2 i / width)} a token, before scaling
   * @see <a href="https://arxiv.org/abs/2104.09864">Su et al.: RoFormer</a>
   */
  record Rotary(int width, double theta, RotaryScaling scaling) implements Positions {
    static final double DEFAULT_THETA = 10_000;

    @Override
    public double[] frequencies() {
      double[] frequencies = new double[width / 2];
      for (int i = 0; i < frequencies.length; i++) {
        frequencies[i] = scaling.scaled(Math.pow(theta, -2.0 * i / width));
      }
      return frequencies;
    }
  }
}
