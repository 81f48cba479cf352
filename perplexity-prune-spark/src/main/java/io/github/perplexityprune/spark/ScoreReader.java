/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import io.github.perplexityprune.score.DocumentState;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a document's score out of columns. */
record ScoreReader(Map<String, Integer> domainNumbers) implements Serializable {

  NamelessRow read(
      @Nullable Double negativeLogLikelihood,
      @Nullable Long tokenCount,
      @Nullable String state,
      @Nullable Integer fold,
      String domain,
      @Nullable Long tieBreak) {
    DocumentState known = state(state);
    if (known.isRanked() && tieBreak == null) {
      throw new IllegalArgumentException(
          "a scored document must have an id or a text to tell it from others of the same score, but"
              + " both are null");
    }
    return new NamelessRow.Single(
        negativeLogLikelihood == null ? Double.NaN : negativeLogLikelihood,
        tokenCount == null ? 0 : tokenCount,
        known,
        fold == null ? 0 : fold,
        domainNumber(domain),
        tieBreak == null ? 0 : tieBreak);
  }

  private static DocumentState state(@Nullable String name) {
    for (DocumentState state : DocumentState.values()) {
      if (state.name().equals(name)) {
        return state;
      }
    }
    throw new IllegalArgumentException(
        "the state of a document must be one of "
            + Arrays.toString(DocumentState.values())
            + ", but was "
            + name);
  }

  private int domainNumber(String domain) {
    Integer number = domainNumbers.get(domain);
    if (number == null) {
      throw new IllegalStateException(
          "a Dataset must give the same rows whenever it is computed, but domain '"
              + domain
              + "' was not there before; write the scores to files, or cache them");
    }
    return number;
  }
}
