/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import java.util.OptionalDouble;

/**
 * How long the final models are trained, and on how much data: the situations of the paper.
 *
 * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al., sections 3.1, 3.4 and 3.5</a>
 * @since 0.1
 */
public sealed interface Regime {

  /** Passes over the kept documents beyond which training gains little. */
  double REASONABLE_PASSES = 4;

  /**
   * 20 tokens a parameter, about what makes the best model of a given amount of compute.
   *
   * @see <a href="https://arxiv.org/abs/2203.15556">Hoffmann et al.: Training compute-optimal large
   *     language models</a>
   */
  static Regime computeOptimal() {
    return new TokensPerParameter(20);
  }

  /** Five times {@link #computeOptimal()}: 100 tokens a parameter. */
  static Regime overTrained() {
    return new TokensPerParameter(100);
  }

  /**
   * The budget of {@link #computeOptimal()} with only so much data that the unpruned models see it
   * this often; documents beyond are set aside, drawn by a hash of their text. Pruning at a rate
   * {@code r} then repeats what it keeps {@code repetitions / r} times. The paper tried 0.5 to 8.
   *
   * @param repetitions greater than 0
   */
  static Regime dataConstrained(double repetitions) {
    return new DataConstrained(repetitions);
  }

  /**
   * A number of tokens for each final model.
   *
   * @param count at least 1
   */
  static Regime tokens(long count) {
    return new Tokens(count);
  }

  /**
   * Tokens that each final model is trained on.
   *
   * @param parameterCount weights of the model
   */
  long tokensFor(long parameterCount);

  /** How often the unpruned models see their data, when that is fixed. */
  default OptionalDouble repetitions() {
    return OptionalDouble.empty();
  }

  /** In proportion to the weights. */
  record TokensPerParameter(double ratio) implements Regime {
    /** Checks the range. */
    public TokensPerParameter {
      requirePositive("tokens per parameter", ratio);
    }

    @Override
    public long tokensFor(long parameterCount) {
      return Math.max(1, Math.round(ratio * parameterCount));
    }
  }

  /** As many as are said. */
  record Tokens(long count) implements Regime {
    /** Checks the range. */
    public Tokens {
      if (count < 1) {
        throw new IllegalArgumentException("tokens must be at least 1, but was " + count);
      }
    }

    @Override
    public long tokensFor(long parameterCount) {
      return count;
    }
  }

  /** 20 a parameter over a pool that is drawn down. */
  record DataConstrained(double count) implements Regime {
    /** Checks the range. */
    public DataConstrained {
      requirePositive("repetitions", count);
    }

    @Override
    public long tokensFor(long parameterCount) {
      return computeOptimal().tokensFor(parameterCount);
    }

    @Override
    public OptionalDouble repetitions() {
      return OptionalDouble.of(count);
    }
  }

  private static void requirePositive(String name, double number) {
    if (!(number > 0) || Double.isInfinite(number)) {
      throw new IllegalArgumentException(
          name + " must be finite and greater than 0, but was " + number);
    }
  }
}
