/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.report.Threshold.Edge;
import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.report.page.Svg;
import io.github.perplexityprune.select.KeptBand;
import java.util.List;
import java.util.Locale;

/** The distribution of the scores, and where the band begins and ends. */
final class DistributionSection {
  /** Rows from which on a table is folded. */
  private static final int LONG = 12;

  private DistributionSection() {}

  static void write(Markup page, Survey survey) {
    Distribution distribution = survey.distribution();
    if (distribution.total() == 0) {
      page.paragraph("No document has a score.");
      return;
    }
    page.open("ul", "class", "legend");
    page.swatch("kept", "kept");
    page.swatch("dropped", "dropped");
    if (survey.hasOneBand() && !survey.thresholds().isEmpty()) {
      page.swatch("band", "the kept band");
      page.swatch("interval", "95% interval of a threshold");
    }
    page.close();
    Svg.figure(
        page,
        DistributionChart.HEIGHT,
        "Histogram and cumulative curve of the documents' scores, kept and dropped; the table of"
            + " percentiles has the same in numbers",
        caption(survey),
        (svg, width) -> DistributionChart.draw(svg, width, survey));
    thresholds(page, survey);
    percentiles(page, survey);
  }

  private static String caption(Survey survey) {
    Distribution distribution = survey.distribution();
    StringBuilder caption = new StringBuilder();
    caption.append(Figures.count(distribution.total(), "document")).append(" by score.");
    long unseen = distribution.before() + distribution.after();
    if (unseen > 0) {
      caption.append(
          String.format(
              Locale.ROOT,
              " Not in the bars, but in the curve: %s below perplexity %s and %s above %s.",
              Figures.count(distribution.before()),
              Figures.perplexity(distribution.from()),
              Figures.count(distribution.after()),
              Figures.perplexity(distribution.to())));
    }
    if (survey.bands().isPerDomain()) {
      caption.append(" Each domain has thresholds of its own.");
    } else if (survey.bands().isPerFold()) {
      caption.append(
          " Each reference model has thresholds of its own, since scores of two models are not"
              + " comparable.");
    }
    return caption.toString();
  }

  private static void thresholds(Markup page, Survey survey) {
    List<Threshold> thresholds = survey.thresholds();
    if (thresholds.isEmpty()) {
      return;
    }
    Bands bands = survey.bands();
    boolean isOne = survey.hasOneBand();
    boolean isLong = thresholds.size() > LONG;
    if (isLong) {
      page.open("details").element("summary", "Thresholds");
    } else {
      page.element("h3", "Thresholds");
    }
    page.openTable("Thresholds");
    page.headings(
        isOne ? "End of the band" : "Band",
        "perplexity",
        "95% interval",
        "nats per token",
        "percentile",
        "documents dropped beyond");
    page.open("tbody");
    for (Threshold threshold : thresholds) {
      boolean isLower = threshold.edge() == Edge.LOWER;
      KeptBand band = bands.band(threshold.band());
      long ranked = band.rankedDocumentCount();
      long beyond = isLower ? bands.below(threshold.band()) : bands.above(threshold.band());
      String end = threshold.edge().word();
      page.open("tr");
      page.element("th", isOne ? end : bands.name(threshold.band()) + ", " + end, "scope", "row");
      page.number(Figures.perplexity(threshold.mean()));
      page.number(interval(threshold));
      page.number(Figures.nats(threshold.mean()));
      page.number(
          String.format(
              Locale.ROOT, "%.1f", 100.0 * (isLower ? beyond : ranked - beyond) / ranked));
      page.number(Figures.count(beyond));
      page.close();
    }
    page.close().closeTable();
    if (bands.count() > Survey.BANDS) {
      page.note("Of " + Figures.count(bands.count()) + " bands the largest " + Survey.BANDS + ".");
    }
    page.note(
        "The interval: had other documents of the same kind been ranked, the score at this percentile"
            + " would lie in it 95 times of 100 (from order statistics, whatever the distribution). It"
            + " says how exact the threshold is, not how good.");
    if (isLong) {
      page.close();
    }
  }

  private static String interval(Threshold threshold) {
    return threshold.from().isPresent() && threshold.to().isPresent()
        ? Figures.perplexity(threshold.from().getAsDouble())
            + " to "
            + Figures.perplexity(threshold.to().getAsDouble())
        : "too few documents";
  }

  private static void percentiles(Markup page, Survey survey) {
    page.open("details").element("summary", "Percentiles in numbers");
    page.openTable("Percentiles").headings("Percentile", "perplexity", "nats per token");
    page.open("tbody");
    survey
        .summary()
        .quantiles()
        .forEach(
            (percentile, mean) ->
                page.open("tr")
                    .element("th", Figures.tick(percentile), "scope", "row")
                    .number(Figures.perplexity(mean))
                    .number(Figures.nats(mean))
                    .close());
    page.close().closeTable().close();
  }
}
