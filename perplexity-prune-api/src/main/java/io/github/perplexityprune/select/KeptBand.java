/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The documents that a {@link Selection} ranked against each other, and the scores it kept of them.
 *
 * @since 0.1
 */
public final class KeptBand implements Serializable {
  private final int fold;
  private final @Nullable String domain;
  private final BandTally tally;

  KeptBand(int fold, @Nullable String domain, BandTally tally) {
    this.fold = fold;
    this.domain = domain;
    this.tally = tally;
  }

  /** Which of several cross-fitted reference models scored the documents; 0 when there is one. */
  public int fold() {
    return fold;
  }

  /** The domain of the documents; empty when domains are ranked together. */
  public Optional<String> domain() {
    return Optional.ofNullable(domain);
  }

  /** Number of documents that were ranked; at least 1. */
  public long rankedDocumentCount() {
    return tally.rankedDocumentCount();
  }

  /** Number of ranked documents in the band. */
  public long keptDocumentCount() {
    return tally.keptDocumentCount();
  }

  /** Tokens of the ranked documents in the band. */
  public long keptTokenCount() {
    return tally.keptTokenCount();
  }

  /** The least mean negative log-likelihood in the band, in nats; empty when nothing is kept. */
  public OptionalDouble lowestMeanNegativeLogLikelihood() {
    return tally.lowest();
  }

  /** The greatest mean negative log-likelihood in the band, in nats; empty when nothing is kept. */
  public OptionalDouble highestMeanNegativeLogLikelihood() {
    return tally.highest();
  }

  @Override
  public String toString() {
    String of = domain == null ? "" : " of domain '" + domain + "'";
    return "kept "
        + keptDocumentCount()
        + " of "
        + rankedDocumentCount()
        + " ranked documents"
        + of
        + " of fold "
        + fold
        + (keptDocumentCount() == 0
            ? ""
            : ", mean negative log-likelihood "
                + tally.lowest().getAsDouble()
                + " to "
                + tally.highest().getAsDouble()
                + " nats");
  }
}
