/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.PruneSummary;
import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.report.page.PlainText;
import io.github.perplexityprune.select.Verdict;
import java.util.Map;

/** The documents that have no rank, and why. */
final class UnscoredSection {
  private static final int ID_LENGTH = 120;
  private static final int REASON_LENGTH = 300;

  private static final Map<Verdict, String> MEANINGS =
      Map.of(
          Verdict.KEPT_UNSCORED,
              "empty, failed or too short, and kept because the criterion says so",
          Verdict.REFERENCE,
              "trained the reference model, so its score would be too low to be fair",
          Verdict.EMPTY, "has no text",
          Verdict.FAILED, "could not be scored; the reasons are below",
          Verdict.TOO_SHORT, "has fewer tokens than the criterion's minimum",
          Verdict.PENDING, "was not scored yet: scoring was not finished");

  private UnscoredSection() {}

  static void write(Markup page, Survey survey) {
    PruneSummary summary = survey.summary();
    Map<Verdict, Long> counts = summary.documentCounts();
    if (counts.keySet().stream().noneMatch(MEANINGS::containsKey)) {
      page.paragraph("Every document has a score and was ranked.");
      return;
    }
    page.openTable("Documents that were not ranked");
    page.headings("Why not ranked", "documents", "of all");
    page.open("tbody");
    counts.forEach(
        (verdict, count) -> {
          String meaning = MEANINGS.get(verdict);
          if (meaning != null) {
            page.open("tr");
            page.element("th", meaning, "scope", "row");
            page.number(Figures.count(count));
            page.number(Figures.percent(count, summary.documentCount()));
            page.close();
          }
        });
    page.close().closeTable();
    failures(page, survey);
  }

  private static void failures(Markup page, Survey survey) {
    if (survey.failures().isEmpty()) {
      return;
    }
    page.element("h3", "Documents that could not be scored");
    if (survey.failures().size() == Survey.FAILURES) {
      page.note("The first " + Survey.FAILURES + "; explain(id) says why for each.");
    }
    page.open("ul");
    for (Survey.Failure failure : survey.failures()) {
      page.open("li");
      page.element("bdi", PlainText.name(failure.id(), ID_LENGTH), "class", "id");
      page.text(PlainText.name(failure.reason(), REASON_LENGTH)).close();
    }
    page.close();
  }
}
