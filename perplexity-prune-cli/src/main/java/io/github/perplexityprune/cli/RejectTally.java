/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.io.RejectedRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts what cannot be read, and says why. */
final class RejectTally implements Consumer<RejectedRecord> {
  private static final int COUNTED_REASONS = 1000;
  private static final int SHOWN_REASONS = 3;

  private final Map<String, Long> reasons = new LinkedHashMap<>();
  private Consumer<RejectedRecord> listing = rejected -> {};
  private @Nullable RejectedRecord first;
  private long count;

  /** Hands on what comes from now on, to be listed. */
  void listIn(Consumer<RejectedRecord> newListing) {
    listing = newListing;
  }

  @Override
  public void accept(RejectedRecord rejected) {
    first = first == null ? rejected : first;
    count++;
    if (reasons.size() < COUNTED_REASONS || reasons.containsKey(rejected.reason())) {
      reasons.merge(rejected.reason(), 1L, Long::sum);
    }
    listing.accept(rejected);
  }

  long count() {
    return count;
  }

  /** Says how many there were and the commonest reasons, if there were any. */
  void warn(ConsoleOptions console) {
    if (first == null) {
      return;
    }
    console.warn(
        "WARNING: %,d %s could not be read, the first at %s:%d",
        count, count == 1 ? "record" : "records", first.file(), first.position());
    reasons.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(SHOWN_REASONS)
        .forEach(reason -> console.warn("  %,10d  %s", reason.getValue(), reason.getKey()));
    if (reasons.keySet().stream().anyMatch(reason -> reason.startsWith("there is no field"))) {
      console.warn("  Is the text in another field? Name it: --text-field content.body");
    }
  }
}
