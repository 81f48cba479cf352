/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Which documents of a store a criterion keeps, and why.
 *
 * <p>A selection holds where the band of each stratum (documents ranked against each other: of one
 * fold, and of one domain if so asked) begins and ends, not a mark for each document: some hundred
 * bytes a stratum. It describes the store as it was when selected from; after scores are added,
 * select again. Serializable, to decide about documents where they are; the serial form is that of
 * this version only.
 *
 * @since 0.1
 */
public final class Selection implements Serializable {
  private final SelectionCriterion criterion;
  private final VerdictRule rule;
  private final List<KeptBand> bands;
  private final long keptDocumentCount;
  private final long keptTokenCount;

  Selection(SelectionCriterion criterion, VerdictRule rule, KeptTally tally, List<KeptBand> bands) {
    this.criterion = criterion;
    this.rule = rule;
    this.bands = bands;
    this.keptDocumentCount = tally.keptDocumentCount();
    this.keptTokenCount = tally.keptTokenCount();
  }

  /** The criterion that was applied. */
  public SelectionCriterion criterion() {
    return criterion;
  }

  /**
   * Whether a document is kept.
   *
   * @param row a row of the store that was selected from
   * @throws IllegalArgumentException if the row is ranked in a stratum that had no ranked document
   *     when the selection was made
   */
  public boolean isKept(ScoreRow row) {
    return verdict(row).isKept();
  }

  /**
   * Whether a document is kept, and why. Cost: that of reading the row; for a random selection, or
   * if the score equals that at an end of the band, that of hashing its id too.
   *
   * @param row a row of the store that was selected from
   * @throws IllegalArgumentException if the row is ranked in a stratum that had no ranked document
   *     when the selection was made
   */
  public Verdict verdict(ScoreRow row) {
    return rule.verdict(row);
  }

  /** Number of documents kept, with those that are kept without being ranked. */
  public long keptDocumentCount() {
    return keptDocumentCount;
  }

  /** Scored tokens of the documents kept. */
  public long keptTokenCount() {
    return keptTokenCount;
  }

  /** Number of documents that were ranked. */
  public long rankedDocumentCount() {
    long count = 0;
    for (KeptBand band : bands) {
      count += band.rankedDocumentCount();
    }
    return count;
  }

  /** One band a stratum with a ranked document, by fold, then in the order of the domains. */
  public List<KeptBand> bands() {
    return bands;
  }

  /**
   * The least mean negative log-likelihood in any band, in nats; empty when no ranked document is
   * kept.
   */
  public OptionalDouble lowestMeanNegativeLogLikelihood() {
    return bands.stream()
        .flatMapToDouble(band -> band.lowestMeanNegativeLogLikelihood().stream())
        .min();
  }

  /**
   * The greatest mean negative log-likelihood in any band, in nats; empty when no ranked document
   * is kept.
   */
  public OptionalDouble highestMeanNegativeLogLikelihood() {
    return bands.stream()
        .flatMapToDouble(band -> band.highestMeanNegativeLogLikelihood().stream())
        .max();
  }

  @Override
  public String toString() {
    return criterion
        + " keeps "
        + keptDocumentCount
        + " documents of "
        + keptTokenCount
        + " tokens; "
        + rankedDocumentCount()
        + " documents were ranked";
  }
}
