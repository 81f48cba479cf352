/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreTally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts what a rule keeps, in one pass. */
final class KeptTally implements ScoreTally<KeptTally> {
  private final VerdictRule rule;
  private final Strata strata;
  private final BandTally[] byStratum;
  private long unrankedDocumentCount;
  private long unrankedTokenCount;

  KeptTally(VerdictRule rule, Strata strata) {
    this.rule = rule;
    this.strata = strata;
    this.byStratum = new BandTally[strata.count()];
    for (Stratum stratum : strata.all()) {
      byStratum[stratum.index()] = new BandTally(stratum.documentCount());
    }
  }

  @Override
  public void count(ScoreRow row) {
    Verdict verdict = rule.verdict(row);
    if (verdict == Verdict.KEPT) {
      byStratum[strata.of(row).index()].keep(row);
    } else if (verdict.isKept()) {
      unrankedDocumentCount++;
      unrankedTokenCount += row.state().isRanked() ? row.tokenCount() : 0;
    }
  }

  @Override
  public void add(KeptTally other) {
    for (int i = 0; i < byStratum.length; i++) {
      byStratum[i].add(other.byStratum[i]);
    }
    unrankedDocumentCount += other.unrankedDocumentCount;
    unrankedTokenCount += other.unrankedTokenCount;
  }

  long keptDocumentCount() {
    long count = unrankedDocumentCount;
    for (BandTally tally : byStratum) {
      count += tally.keptDocumentCount();
    }
    return count;
  }

  long keptTokenCount() {
    long count = unrankedTokenCount;
    for (BandTally tally : byStratum) {
      count += tally.keptTokenCount();
    }
    return count;
  }

  /** The bands by fold, then in the order of the domains. */
  List<KeptBand> bands(Scope scope, List<String> domains) {
    List<Stratum> ordered = new ArrayList<>(strata.all());
    ordered.sort(Comparator.comparingInt(Stratum::fold).thenComparingInt(Stratum::group));
    List<KeptBand> bands = new ArrayList<>(ordered.size());
    for (Stratum stratum : ordered) {
      String domain = scope == Scope.DOMAIN ? domains.get(stratum.group()) : null;
      bands.add(new KeptBand(stratum.fold(), domain, byStratum[stratum.index()]));
    }
    return List.copyOf(bands);
  }
}
