/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

/**
 * How surprising a text is to a reference model, kept as sums.
 *
 * <p>The canonical quantity is {@link #negativeLogLikelihood()}, {@code -sum(ln P(token | tokens
 * before it))} in nats. Documents are ranked by {@link #meanNegativeLogLikelihood()}, never by
 * {@link #perplexity()}, which overflows.
 *
 * @param negativeLogLikelihood the sum over all scored tokens, in nats; finite. Zero or more for
 *     one model; a difference of two models may be negative
 * @param tokenCount number of scored tokens; at least 1
 * @param byteCount length of the text in bytes of UTF-8; at least 1
 * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al., section 2</a>
 * @since 0.1
 */
public record PerplexityScore(double negativeLogLikelihood, long tokenCount, long byteCount) {

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the sum is not finite or a count is less than 1
   */
  public PerplexityScore {
    if (!Double.isFinite(negativeLogLikelihood)) {
      throw new IllegalArgumentException(
          "negativeLogLikelihood must be finite, but was " + negativeLogLikelihood);
    }
    if (tokenCount < 1) {
      throw new IllegalArgumentException("tokenCount must be at least 1, but was " + tokenCount);
    }
    if (byteCount < 1) {
      throw new IllegalArgumentException("byteCount must be at least 1, but was " + byteCount);
    }
  }

  /**
   * The score of a text of one token and one byte with the given perplexity: enough for a host
   * application's unit test, where only the order matters.
   *
   * @param perplexity finite and greater than 0
   * @throws IllegalArgumentException if {@code perplexity} is out of range
   */
  public static PerplexityScore ofPerplexity(double perplexity) {
    if (!(perplexity > 0) || Double.isInfinite(perplexity)) {
      throw new IllegalArgumentException(
          "perplexity must be finite and greater than 0, but was " + perplexity);
    }
    return new PerplexityScore(Math.log(perplexity), 1, 1);
  }

  /**
   * {@code negativeLogLikelihood / tokenCount}, in nats per token: what documents are ranked by.
   */
  public double meanNegativeLogLikelihood() {
    return negativeLogLikelihood / tokenCount;
  }

  /** {@code exp(meanNegativeLogLikelihood)}; infinite when the mean exceeds about 709. */
  public double perplexity() {
    return Math.exp(meanNegativeLogLikelihood());
  }

  /** {@code negativeLogLikelihood / (ln 2 * byteCount)}: comparable between tokenizers. */
  public double bitsPerByte() {
    return negativeLogLikelihood / (Math.log(2) * byteCount);
  }
}
