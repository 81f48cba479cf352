/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.PruneSummary;
import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.select.KeptBand;
import java.util.Locale;

/** What happened, in a sentence. */
final class Headline {
  private static final double ROUND = 0.0051;

  private final PruneSummary summary;
  private final Bands bands;
  private final long ranked;
  private final long kept;
  private long below;
  private long above;

  Headline(Survey survey) {
    this.summary = survey.summary();
    this.bands = survey.bands();
    long allRanked = 0;
    long allKept = 0;
    for (int i = 0; i < bands.count(); i++) {
      KeptBand band = bands.band(i);
      allRanked += band.rankedDocumentCount();
      allKept += band.keptDocumentCount();
      below += bands.below(i);
      above += bands.above(i);
    }
    this.ranked = allRanked;
    this.kept = allKept;
  }

  @Override
  public String toString() {
    long documents = summary.documentCount();
    long keptDocuments = summary.keptDocumentCount();
    if (keptDocuments == 0) {
      return "Kept none of " + Figures.count(documents, "document") + ".";
    }
    String all =
        "Kept "
            + Figures.count(keptDocuments)
            + " of "
            + Figures.count(documents, "document")
            + " ("
            + Figures.percent(keptDocuments, documents)
            + ") and "
            + Figures.count(summary.keptTokenCount())
            + " of "
            + Figures.count(summary.scoredTokenCount(), "scored token")
            + " ("
            + Figures.percent(summary.keptTokenCount(), summary.scoredTokenCount())
            + ")";
    return kept == 0 ? all + "." : all + ": " + part() + scope() + ".";
  }

  private String part() {
    if (kept == ranked) {
      return ranked == 1 ? "the one that was ranked" : "all that were ranked";
    }
    String share = share() + " of the " + Figures.count(ranked) + " ranked documents";
    if (below == 0 && above == 0) {
      return "a random " + share + ", whatever their perplexity";
    }
    if (below == 0) {
      return "the least surprising " + share;
    }
    if (above == 0) {
      return "the most surprising " + share;
    }
    if (Math.abs(below - above) <= Math.max(bands.count(), ranked / 100)) {
      return "the middle " + share + ", by perplexity";
    }
    return String.format(
        Locale.ROOT,
        "%s, those from percentile %.1f to %.1f of perplexity",
        share,
        100.0 * below / ranked,
        100.0 * (ranked - above) / ranked);
  }

  private String share() {
    double share = (double) kept / ranked;
    if (Math.abs(share - 1.0 / 2) < ROUND) {
      return "half";
    }
    if (Math.abs(share - 1.0 / 3) < ROUND) {
      return "third";
    }
    if (Math.abs(share - 1.0 / 4) < ROUND) {
      return "quarter";
    }
    return Figures.percent(kept, ranked);
  }

  private String scope() {
    if (bands.isPerDomain()) {
      return bands.isPerFold()
          ? ", within each domain of the part that each reference model scored"
          : ", within each domain";
    }
    return bands.isPerFold() ? ", within the part that each reference model scored" : "";
  }
}
