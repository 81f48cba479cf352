/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.study.StudyVerdict.Outcome;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What can be said about an arm.
 *
 * <p>It helps when it is better than no pruning and than random pruning at the same rate: both must
 * show, so that looking at both makes no error likelier. It hurts when it is worse than no pruning.
 */
record ArmVerdict(Arm arm, int seedCount, double confidence) {

  StudyVerdict of(
      Comparison toNone,
      PairedDifference fromNone,
      Comparison toRandom,
      PairedDifference fromRandom) {
    String numbers = numbers(toNone) + " and " + numbers(toRandom) + " with " + seeds();
    if (toNone.isBetter() && toRandom.isBetter()) {
      return told(Outcome.HELPS, arm + " helps: " + by(toNone) + " it differs by " + numbers + ".");
    }
    if (toNone.isWorse()) {
      return told(Outcome.HURTS, arm + " hurts: " + by(toNone) + " it differs by " + numbers + ".");
    }
    PairedDifference open = toNone.isBetter() ? fromRandom : fromNone;
    OptionalInt moreSeeds = open.seedsToTell(confidence);
    OptionalLong moreItems = open.itemsToTell(confidence);
    return new StudyVerdict(
        Outcome.CANNOT_TELL,
        "Cannot tell at this budget whether "
            + arm
            + " helps: "
            + by(toNone)
            + " it differs by "
            + numbers
            + ". "
            + wayOut(toNone.isBetter() ? toRandom : toNone, moreSeeds, moreItems),
        moreSeeds,
        moreItems);
  }

  private static StudyVerdict told(Outcome outcome, String sentence) {
    return new StudyVerdict(outcome, sentence, OptionalInt.empty(), OptionalLong.empty());
  }

  private static String by(Comparison comparison) {
    return "by " + comparison.metric();
  }

  private String seeds() {
    return seedCount == 1 ? "1 seed" : seedCount + " seeds";
  }

  private static String numbers(Comparison comparison) {
    String difference =
        String.format(Locale.ROOT, "%+.4f from %s", comparison.difference(), comparison.control());
    return comparison
        .interval()
        .map(
            interval ->
                String.format(
                    Locale.ROOT, "%s [%+.4f, %+.4f]", difference, interval.low(), interval.high()))
        .orElse(difference);
  }

  private String wayOut(Comparison open, OptionalInt moreSeeds, OptionalLong moreItems) {
    if (seedCount == 1) {
      return "A single seed says nothing about luck: use at least 3.";
    }
    String what = "A difference from " + open.control() + " as large as this";
    if (moreSeeds.isPresent()) {
      return what + " would show with about " + moreSeeds.getAsInt() + " seeds.";
    }
    if (moreItems.isPresent()) {
      return String.format(
          Locale.ROOT, "%s would show with about %,d questions.", what, moreItems.getAsLong());
    }
    return what + " would take both more seeds and more questions, or a larger budget.";
  }
}
