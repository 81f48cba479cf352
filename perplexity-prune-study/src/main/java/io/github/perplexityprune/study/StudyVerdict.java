/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a study says about an arm, or as a whole.
 *
 * @param outcome in a word
 * @param sentence in a sentence, with the numbers
 * @param seedsToTell how many seeds would show a difference as large as the one that was seen, with
 *     the same questions; empty when it shows already, or when seeds alone would not do
 * @param itemsToTell how many questions that would take, with the seeds that there are; empty when
 *     it shows already, or when questions alone would not do
 * @since 0.1
 */
public record StudyVerdict(
    Outcome outcome, String sentence, OptionalInt seedsToTell, OptionalLong itemsToTell) {

  /** In a word. */
  public enum Outcome {
    /** Better than no pruning, and than random pruning at the same rate. */
    HELPS,
    /** Worse than no pruning. */
    HURTS,
    /** Neither shows at this budget. */
    CANNOT_TELL
  }

  /** Checks the parts. */
  public StudyVerdict {
    requireNonNull(outcome, "outcome");
    requireNonNull(sentence, "sentence");
    requireNonNull(seedsToTell, "seedsToTell");
    requireNonNull(itemsToTell, "itemsToTell");
  }

  /** The sentence. */
  @Override
  public String toString() {
    return sentence;
  }
}
