/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import com.google.gson.JsonObject;
import io.github.perplexityprune.djl.EngineUnderTest.Run;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A row of the comparison's table: tokens per second of each way to score the same ids. */
final class SpeedRow {
  static final String HEADER =
      "| case | tokens | windows, their median | ours | peer padded | peer sorted | peer single"
          + " | bare matrix products | ours / padded | / sorted | / best | / bare | sums differ by |\n"
          + "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

  private final String name;
  private final int windowCount;
  private final int medianLength;
  private final long tokenCount;
  private final Rates ours = new Rates();
  private final Rates matrices = new Rates();
  private final Map<PeerMode, Rates> theirs = new EnumMap<>(PeerMode.class);
  private double sum;
  private double greatestDifference;

  SpeedRow(String name, List<int[]> windows) {
    this.name = name;
    this.windowCount = windows.size();
    int[] lengths = windows.stream().mapToInt(ids -> ids.length).sorted().toArray();
    this.medianLength = lengths[lengths.length / 2];
    this.tokenCount = windows.stream().mapToLong(ids -> ids.length).sum();
  }

  long tokenCount() {
    return tokenCount;
  }

  void scored(Run run) {
    ours.add((double) run.tokenCount(), run.seconds());
    sum = run.negativeLogLikelihood();
  }

  void matrices(Run run) {
    matrices.add((double) run.tokenCount(), run.seconds());
  }

  /** Adds what the peer printed and the sum of its scores in nats. */
  void peer(PeerMode mode, JsonObject run, double peerSum) {
    of(mode).add(run.get("scored_tokens").getAsDouble(), run.get("seconds").getAsDouble());
    greatestDifference = Math.max(greatestDifference, Math.abs(peerSum / sum - 1));
  }

  private Rates of(PeerMode mode) {
    return theirs.computeIfAbsent(mode, unmeasured -> new Rates());
  }

  private Rates best() {
    return theirs.values().stream()
        .max(Comparator.comparingDouble(Rates::median))
        .orElseGet(Rates::new);
  }

  /** The row in Markdown. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %,d, %,d | %s | %s | %s | %s | %s | %s | %s | %s | %s | %.0e |",
        name.toLowerCase(Locale.ROOT),
        tokenCount,
        windowCount,
        medianLength,
        ours,
        of(PeerMode.PADDED),
        of(PeerMode.SORTED),
        of(PeerMode.SINGLE),
        matrices,
        ours.ratio(of(PeerMode.PADDED)),
        ours.ratio(of(PeerMode.SORTED)),
        ours.ratio(best()),
        ours.ratio(matrices),
        greatestDifference);
  }
}
