/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

/**
 * What a {@link Selection} decides about a document, and why.
 *
 * @since 0.1
 */
public enum Verdict {
  /** Its score is in the band. */
  KEPT("in the band"),
  /** Not ranked, but kept because {@link SelectionCriterion#keepUnscored()} asks for it. */
  KEPT_UNSCORED("not ranked, kept as asked"),
  /** Dropped: less surprising than the documents in the band. */
  BELOW_BAND("below the band"),
  /** Dropped: more surprising than the documents in the band. */
  ABOVE_BAND("above the band"),
  /** Dropped: not drawn by a random selection. */
  NOT_DRAWN("not drawn"),
  /** Dropped: it was set aside to train the reference model. */
  REFERENCE("used to train the reference model"),
  /** Dropped: it has no text. */
  EMPTY("empty"),
  /** Dropped: it could not be scored. */
  FAILED("could not be scored"),
  /** Dropped: it has fewer tokens than {@link SelectionCriterion#minimumTokens(long)}. */
  TOO_SHORT("too short to be ranked"),
  /** Dropped: it has not been scored yet. */
  PENDING("not scored yet");

  private final String phrase;

  Verdict(String phrase) {
    this.phrase = phrase;
  }

  /** Whether the document is kept. */
  public boolean isKept() {
    return this == KEPT || this == KEPT_UNSCORED;
  }

  /** The reason in words, such as {@code above the band}. */
  public String phrase() {
    return phrase;
  }
}
