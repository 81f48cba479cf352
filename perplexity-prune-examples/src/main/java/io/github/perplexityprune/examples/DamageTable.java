/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.select.Selection;
import io.github.perplexityprune.select.SelectionCriterion;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What became of each kind of damage under three criteria, all tried on the same scores. */
final class DamageTable {
  private static final String UNDAMAGED = "not damaged";
  private static final List<SelectionCriterion> CRITERIA =
      List.of(
          SelectionCriterion.low(0.5),
          SelectionCriterion.medium(0.5),
          SelectionCriterion.high(0.5));

  private final Tally undamaged = new Tally();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  private static final class Tally {
    private final List<Double> scores = new ArrayList<>();
    private final int[] kept = new int[CRITERIA.size()];

    double medianPerplexity() {
      List<Double> ascending = scores.stream().sorted().toList();
      return Math.exp(ascending.get(ascending.size() / 2));
    }

    double keptPercent(int criterion) {
      return 100.0 * kept[criterion] / scores.size();
    }
  }

  private DamageTable() {
    tallies.put(UNDAMAGED, undamaged);
    for (Damage kind : Damage.values()) {
      tallies.put(kind.domain(), new Tally());
    }
  }

  static DamageTable of(PruneResult<?> result) {
    DamageTable table = new DamageTable();
    List<String> domains = result.scores().domains();
    List<Selection> selections =
        CRITERIA.stream().map(criterion -> criterion.select(result.scores())).toList();
    result
        .scores()
        .forEach(
            row -> {
              if (row.state().isRanked()) {
                table.add(domains.get(row.domain()), row, selections);
              }
            });
    return table;
  }

  private void add(String domain, ScoreRow row, List<Selection> selections) {
    Tally tally = tallies.getOrDefault(domain, undamaged);
    tally.scores.add(row.meanNegativeLogLikelihood());
    for (int i = 0; i < tally.kept.length; i++) {
      tally.kept[i] += selections.get(i).isKept(row) ? 1 : 0;
    }
  }

  /** Whether every kind of document was scored at least once. */
  boolean isComplete() {
    return tallies.values().stream().noneMatch(tally -> tally.scores.isEmpty());
  }

  void print(PrintStream out) {
    out.printf(Locale.ROOT, "%-30s %9s  %10s    share kept by%n", "", "", "median");
    out.printf(Locale.ROOT, "%-30s %9s  %10s ", "", "documents", "perplexity");
    CRITERIA.forEach(criterion -> out.printf(Locale.ROOT, "  %11s", criterion));
    out.println();
    tallies.forEach((kind, tally) -> print(out, kind, tally));
  }

  private static void print(PrintStream out, String kind, Tally tally) {
    out.printf(
        Locale.ROOT, "%-30s %,9d  %,10.1f ", kind, tally.scores.size(), tally.medianPerplexity());
    for (int i = 0; i < tally.kept.length; i++) {
      out.printf(Locale.ROOT, "  %10.0f%%", tally.keptPercent(i));
    }
    out.println();
  }
}
