/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/**
 * What models are compared by. Both are means over items, and both are 0 for a model that knows
 * nothing.
 *
 * @since 0.1
 */
public enum Metric {
  /**
   * Normalised accuracy {@code (a - r) / (1 - r)}, where {@code r} is the expected accuracy of
   * guessing: 0 for guessing, 1 for a model that is always right, below 0 for one that is worse
   * than guessing.
   *
   * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al., section 3.1</a>
   */
  ACCURACY("normalised accuracy") {
    @Override
    double of(ItemResult item, double chance) {
      return ((item.isCorrect() ? 1 : 0) - chance) / (1 - chance);
    }

    @Override
    double of(TaskScore task) {
      return task.normalisedAccuracy();
    }
  },

  /**
   * The mean log-likelihood of the right answer less the mean of those of the others, per token, in
   * nats. It moves before accuracy leaves chance. The mean of the others and not the best of them:
   * a model that knows nothing then has a margin of 0 however many options there are, while the
   * best of more options is better by luck.
   */
  MARGIN("log-likelihood margin") {
    @Override
    double of(ItemResult item, double chance) {
      return item.margin();
    }

    @Override
    double of(TaskScore task) {
      return task.margin();
    }
  };

  private final String phrase;

  Metric(String phrase) {
    this.phrase = phrase;
  }

  abstract double of(ItemResult item, double chance);

  abstract double of(TaskScore task);

  /** In words, for sentences. */
  @Override
  public String toString() {
    return phrase;
  }
}
