/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.DomainSummary;
import io.github.perplexityprune.report.Choice.Group;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Chooses the documents to read, in one pass over the scores. */
final class DocumentChoice {
  private static final int EXTREMES = 8;
  private static final int NEIGHBOURS = 4;
  private static final int RANDOM = 8;
  private static final int RANDOM_OF_DOMAIN = 2;
  static final int DOMAINS = 24;

  private final Bands bands;
  private final Choice lowest = Choice.least(EXTREMES);
  private final Choice highest = Choice.least(EXTREMES);
  private final Nearest lower = Nearest.to(Verdict.BELOW_BAND);
  private final Nearest upper = Nearest.to(Verdict.ABOVE_BAND);
  private final Choice kept;
  private final Choice dropped;

  /** Documents nearest an end of their band, kept and dropped. */
  private record Nearest(Verdict beyond, Choice kept, Choice dropped) {
    /** The end beyond which documents have a verdict. */
    static Nearest to(Verdict beyond) {
      return new Nearest(beyond, Choice.least(NEIGHBOURS), Choice.least(NEIGHBOURS));
    }

    void offer(OptionalDouble threshold, ScoreRow row, Verdict verdict) {
      if (threshold.isPresent() && (verdict == Verdict.KEPT || verdict == beyond)) {
        double distance = Math.abs(row.meanNegativeLogLikelihood() - threshold.getAsDouble());
        (verdict == Verdict.KEPT ? kept : dropped).offer(distance, row, verdict);
      }
    }
  }

  /** Documents of a domain, kept and dropped. */
  private record OfDomain(String name, Choice kept, Choice dropped) {}

  private final Map<Integer, OfDomain> domains = new LinkedHashMap<>();

  /**
   * @param summaries of the domains, largest first
   */
  DocumentChoice(Bands bands, List<DomainSummary> summaries, ScoreStore scores, long seed) {
    this.bands = bands;
    this.kept = Choice.random(RANDOM, seed);
    this.dropped = Choice.random(RANDOM, seed + 1);
    if (summaries.size() > 1) {
      List<String> numbers = scores.domains();
      for (DomainSummary domain : summaries.subList(0, Math.min(DOMAINS, summaries.size()))) {
        int number = numbers.indexOf(domain.name());
        Choice keptOfIt = Choice.random(RANDOM_OF_DOMAIN, seed + 2 + 2L * number);
        Choice droppedOfIt = Choice.random(RANDOM_OF_DOMAIN, seed + 3 + 2L * number);
        domains.put(number, new OfDomain(domain.name(), keptOfIt, droppedOfIt));
      }
    }
  }

  /** Looks at a ranked document. */
  void add(ScoreRow row, Verdict verdict) {
    double mean = row.meanNegativeLogLikelihood();
    lowest.offer(mean, row, verdict);
    highest.offer(-mean, row, verdict);
    (verdict.isKept() ? kept : dropped).offer(0, row, verdict);
    OfDomain domain = domains.get(row.domain());
    if (domain != null) {
      (verdict.isKept() ? domain.kept() : domain.dropped()).offer(0, row, verdict);
    }
    int number = bands.of(row);
    lower.offer(bands.lowerThreshold(number), row, verdict);
    upper.offer(bands.upperThreshold(number), row, verdict);
  }

  /** What was chosen over all domains. */
  List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    add(
        groups,
        "Least surprising",
        "The lowest perplexities: often repetition, tables, boilerplate.",
        lowest);
    add(
        groups,
        "Most surprising",
        "The highest perplexities: often noise, rare languages, very short text.",
        highest);
    add(groups, "Just below the lower threshold", "Dropped, but only just.", lower.dropped);
    add(groups, "Just above the lower threshold", "Kept, but only just.", lower.kept);
    add(groups, "Just below the upper threshold", "Kept, but only just.", upper.kept);
    add(groups, "Just above the upper threshold", "Dropped, but only just.", upper.dropped);
    add(groups, "Kept, drawn at random", "What the pruned corpus looks like.", kept);
    add(groups, "Dropped, drawn at random", "What is lost.", dropped);
    return groups;
  }

  /** What was chosen of each domain. */
  List<Group> groupsOfDomains() {
    List<Group> groups = new ArrayList<>();
    for (OfDomain domain : domains.values()) {
      List<Choice.Chosen> both = new ArrayList<>(domain.kept().chosen());
      both.addAll(domain.dropped().chosen());
      if (!both.isEmpty()) {
        groups.add(new Group(DomainSection.name(domain.name()), "", List.copyOf(both)));
      }
    }
    return groups;
  }

  private static void add(List<Group> groups, String title, String explanation, Choice choice) {
    if (!choice.chosen().isEmpty()) {
      groups.add(new Group(title, explanation, choice.chosen()));
    }
  }
}
