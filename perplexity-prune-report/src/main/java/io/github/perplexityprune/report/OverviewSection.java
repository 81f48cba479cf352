/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.PruneSummary;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.report.page.PlainText;
import io.github.perplexityprune.report.page.Svg;
import io.github.perplexityprune.select.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The top of the page: what happened, in words, in one bar and in a few numbers. */
final class OverviewSection {
  private static final int WARNING_LENGTH = 700;

  private static final Map<Verdict, String> STYLES =
      Map.of(
          Verdict.KEPT, "kept",
          Verdict.KEPT_UNSCORED, "kept-unscored",
          Verdict.BELOW_BAND, "below",
          Verdict.ABOVE_BAND, "above",
          Verdict.NOT_DRAWN, "dropped",
          Verdict.REFERENCE, "reference");

  private OverviewSection() {}

  static void write(Markup page, Survey survey, List<TrainingReport> trainings) {
    PruneSummary summary = survey.summary();
    page.element("p", new Headline(survey).toString(), "class", "headline");
    outcome(page, summary);
    tiles(page, summary);
    if (trainings.stream().anyMatch(ReferenceSection::hasHardlyLearned)) {
      page.warning(
          "the reference model is hardly better than token frequencies, so its scores say little:"
              + " train it longer, on more documents, or use a larger one");
    }
    for (String warning : summary.warnings()) {
      page.warning(PlainText.name(warning, WARNING_LENGTH));
    }
    page.open("details").element("summary", "What do these words mean?");
    page.paragraph(
        "Perplexity says how much a text surprises the reference model: at 20, the model is before"
            + " each token as unsure as if it had to guess among 20 equally likely ones. It is exp(x),"
            + " where x is the mean negative log-likelihood in nats per token, by which documents are"
            + " ranked.");
    page.paragraph(
        "A token is a piece of text, often a part of a word. A low perplexity means predictable, not"
            + " good: repetition is easy to predict. A high one may be noise, or what is new and hard.");
    page.close();
  }

  private static void outcome(Markup page, PruneSummary summary) {
    Map<Verdict, Long> counts = summary.documentCounts();
    double[] lengths = counts.values().stream().mapToDouble(Long::doubleValue).toArray();
    String[] styles = counts.keySet().stream().map(OverviewSection::style).toArray(String[]::new);
    page.open("div", "class", "outcome");
    Svg.bar(page, "What became of the documents; the list below has the numbers", lengths, styles);
    page.close();
    page.open("ul", "class", "legend");
    for (Map.Entry<Verdict, Long> entry : counts.entrySet()) {
      Verdict verdict = entry.getKey();
      page.open("li").element("span", "", "class", "swatch " + style(verdict));
      page.element("strong", Figures.count(entry.getValue()));
      page.text(
          (verdict.isKept() ? "kept" : "dropped")
              + ": "
              + verdict.phrase()
              + " ("
              + Figures.percent(entry.getValue(), summary.documentCount())
              + ")");
      page.close();
    }
    page.close();
  }

  static String style(Verdict verdict) {
    return STYLES.getOrDefault(verdict, "unscored");
  }

  private static void tiles(Markup page, PruneSummary summary) {
    page.open("dl", "class", "tiles");
    page.tile(
        "Documents kept",
        Figures.percent(summary.keptDocumentCount(), summary.documentCount()),
        Figures.count(summary.keptDocumentCount())
            + " of "
            + Figures.count(summary.documentCount()));
    page.tile(
        "Scored tokens kept",
        Figures.percent(summary.keptTokenCount(), summary.scoredTokenCount()),
        Figures.count(summary.keptTokenCount())
            + " of "
            + Figures.count(summary.scoredTokenCount()));
    if (summary.lowestKept().isPresent() && summary.highestKept().isPresent()) {
      double lowest = summary.lowestKept().getAsDouble();
      double highest = summary.highestKept().getAsDouble();
      page.tile(
          "Perplexities kept",
          Figures.perplexity(lowest) + " to " + Figures.perplexity(highest),
          Figures.nats(lowest) + " to " + Figures.nats(highest) + " nats per token");
    }
    if (!summary.quantiles().isEmpty()) {
      double median = Distribution.percentile(summary, 50.0);
      page.tile(
          "Median perplexity",
          Figures.perplexity(median),
          String.format(
              Locale.ROOT,
              "90%% of documents: %s to %s",
              Figures.perplexity(Distribution.percentile(summary, 5.0)),
              Figures.perplexity(Distribution.percentile(summary, 95.0))));
    }
    page.close();
  }
}
