/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.DomainSummary;
import io.github.perplexityprune.PruneSummary;
import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.report.page.PlainText;
import io.github.perplexityprune.report.page.Svg;
import java.util.Comparator;
import java.util.List;

/** The domains before and after, those first that lose most. */
final class DomainSection {
  private static final double ALARMING_KEPT_SHARE = 0.25;
  private static final int NAME_LENGTH = 60;

  /** Rows from either end of the table when it has more than twice as many. */
  private static final int ROWS = 100;

  private static final Comparator<DomainSummary> MOST_LOST_FIRST =
      Comparator.comparingDouble(DomainSummary::keptTokenShare)
          .thenComparing(DomainSummary::tokenCount, Comparator.reverseOrder())
          .thenComparing(DomainSummary::name);

  private DomainSection() {}

  /** A domain's name, fit to be shown. */
  static String name(String domain) {
    return domain.isEmpty() ? "(no domain)" : PlainText.name(domain, NAME_LENGTH);
  }

  static void write(Markup page, PruneSummary summary) {
    List<DomainSummary> domains = summary.domains().stream().sorted(MOST_LOST_FIRST).toList();
    if (domains.size() < 2) {
      page.paragraph(
          "The scored documents are of one domain, or of none that is known. A source that names"
              + " domains (withDomain) shows here which of them grow and which vanish.");
      return;
    }
    long alarming = domains.stream().filter(DomainSection::isAlarming).count();
    page.paragraph(
        "All domains together keep "
            + Figures.percent(summary.keptTokenCount(), summary.scoredTokenCount())
            + " of their tokens. "
            + (alarming == 0
                ? "No domain loses more than three quarters of its own."
                : Figures.count(alarming, "domain")
                    + " of "
                    + Figures.count(domains.size())
                    + (alarming == 1 ? " loses" : " lose")
                    + " more than three quarters."));
    page.openTable("Domains before and after");
    page.headings(
        "Domain, most reduced first",
        "tokens kept",
        "",
        "of tokens",
        "documents kept",
        "of documents",
        "share of all tokens",
        "change");
    page.open("tbody");
    int size = domains.size();
    boolean isCut = size > 2 * ROWS;
    domains.subList(0, isCut ? ROWS : size).forEach(domain -> row(page, domain, summary));
    if (isCut) {
      page.open("tr");
      page.element(
          "td", "… " + Figures.count(size - 2L * ROWS, "domain") + " in between …", "colspan", "8");
      page.close();
      domains.subList(size - ROWS, size).forEach(domain -> row(page, domain, summary));
    }
    page.close().closeTable();
    page.note("Over the documents that have a score. The change is in percentage points.");
  }

  private static boolean isAlarming(DomainSummary domain) {
    return domain.keptTokenShare() < ALARMING_KEPT_SHARE;
  }

  private static void row(Markup page, DomainSummary domain, PruneSummary summary) {
    page.open("tr").open("th", "scope", "row", "class", "name");
    page.open("bdi").text(name(domain.name())).close();
    if (isAlarming(domain)) {
      String loss =
          Figures.percent(domain.tokenCount() - domain.keptTokenCount(), domain.tokenCount());
      page.element("span", "⚠ loses " + loss, "class", "alarm");
    }
    page.close();
    page.number(Figures.percent(domain.keptTokenCount(), domain.tokenCount()));
    page.open("td", "class", "bar-cell");
    Svg.bar(
        page,
        "kept and dropped",
        new double[] {domain.keptTokenCount(), domain.tokenCount() - domain.keptTokenCount()},
        new String[] {"kept", "dropped"});
    page.close();
    page.number(Figures.count(domain.tokenCount()));
    page.number(Figures.percent(domain.keptDocumentCount(), domain.documentCount()));
    page.number(Figures.count(domain.documentCount()));
    page.number(
        Figures.percent(domain.tokenCount(), summary.scoredTokenCount())
            + " → "
            + Figures.percent(domain.keptTokenCount(), summary.keptTokenCount()));
    page.number(change(domain, summary));
    page.close();
  }

  private static String change(DomainSummary domain, PruneSummary summary) {
    if (summary.keptTokenCount() == 0) {
      return "";
    }
    double before = 100.0 * domain.tokenCount() / summary.scoredTokenCount();
    double after = 100.0 * domain.keptTokenCount() / summary.keptTokenCount();
    return Figures.signed(after - before, 1);
  }
}
