/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Scale;
import io.github.perplexityprune.report.page.Svg;
import io.github.perplexityprune.report.page.Svg.Anchor;
import java.util.List;

/**
 * Draws the scores: above how many documents have each, below the share of documents up to each.
 */
final class DistributionChart {
  static final int HEIGHT = 468;
  private static final int LEFT = 46;
  private static final int RIGHT = 12;
  private static final int BARS_TOP = 92;
  private static final int BARS_BOTTOM = 282;
  private static final int CURVE_TOP = 316;
  private static final int CURVE_BOTTOM = 422;

  private final Svg svg;
  private final Survey survey;
  private final Distribution distribution;
  private final Scale scores;
  private final double end;

  private DistributionChart(Svg svg, int width, Survey survey) {
    this.svg = svg;
    this.survey = survey;
    this.distribution = survey.distribution();
    this.end = width - RIGHT;
    this.scores = new Scale(distribution.from(), distribution.to(), LEFT, end);
  }

  static void draw(Svg svg, int width, Survey survey) {
    DistributionChart chart = new DistributionChart(svg, width, survey);
    chart.band();
    chart.axes();
    chart.bars();
    chart.curve();
    chart.thresholds();
  }

  private List<Threshold> ends() {
    return survey.hasOneBand() ? survey.thresholds() : List.of();
  }

  private void band() {
    double from = LEFT;
    double to = end;
    for (Threshold threshold : ends()) {
      if (threshold.edge() == Threshold.Edge.LOWER) {
        from = scores.within(threshold.mean());
      } else {
        to = scores.within(threshold.mean());
      }
    }
    if (!ends().isEmpty()) {
      svg.rectangle(from, BARS_TOP, to - from, BARS_BOTTOM - BARS_TOP, "band");
      svg.rectangle(from, CURVE_TOP, to - from, CURVE_BOTTOM - CURVE_TOP, "band");
    }
  }

  private void axes() {
    svg.text(LEFT, 12, Anchor.START, "title", "mean negative log-likelihood, nats per token");
    for (Scale.Tick tick : scores.ticks(60)) {
      double x = scores.at(tick.at());
      svg.line(x, 32, x, 38, "axis");
      svg.text(x, 28, Anchor.MIDDLE, "tick", tick.label());
    }
    svg.line(LEFT, 38, end, 38, "axis");

    for (Scale.Tick tick : scores.exponentialTicks(svg.isNarrow() ? 34 : 44)) {
      double x = scores.at(tick.at());
      svg.line(x, BARS_TOP, x, BARS_BOTTOM, "grid");
      svg.line(x, CURVE_TOP, x, CURVE_BOTTOM + 5, "grid");
      svg.text(x, CURVE_BOTTOM + 19, Anchor.MIDDLE, "tick", tick.label());
    }
    svg.text(end, HEIGHT - 8, Anchor.END, "title", "perplexity: more surprising →");
  }

  private void bars() {
    long greatest = Math.max(1, distribution.greatestCount());
    Scale counts = new Scale(0, greatest, BARS_BOTTOM, BARS_TOP + 4);
    for (Scale.Tick tick : counts.ticks(30)) {
      if (tick.at() == Math.rint(tick.at())) {
        svg.line(LEFT, counts.at(tick.at()), end, counts.at(tick.at()), "grid");
        svg.text(LEFT - 5, counts.at(tick.at()) + 4, Anchor.END, "tick", tick.label());
      }
    }
    double breadth = (end - LEFT) / Distribution.BINS;
    for (int bin = 0; bin < Distribution.BINS; bin++) {
      if (distribution.count(bin) > 0) {
        double x = scores.at(distribution.edge(bin));
        double middle = counts.at((double) distribution.kept(bin));
        double top = counts.at((double) distribution.count(bin));
        String hint = hint(bin);
        svg.rectangle(x, middle, breadth - 0.6, BARS_BOTTOM - middle, "kept", hint);
        svg.rectangle(x, top, breadth - 0.6, middle - top, "dropped", hint);
      }
    }
    svg.line(LEFT, BARS_BOTTOM, end, BARS_BOTTOM, "axis");
    svg.text(LEFT, ends().isEmpty() ? BARS_TOP - 10 : 56, Anchor.START, "panel", "Documents");
  }

  private String hint(int bin) {
    return "perplexity "
        + Figures.perplexity(distribution.edge(bin))
        + " to "
        + Figures.perplexity(distribution.edge(bin + 1))
        + ": "
        + Figures.count(distribution.count(bin), "document")
        + ", "
        + Figures.count(distribution.kept(bin))
        + " kept";
  }

  private void curve() {
    Scale shares = new Scale(0, 100, CURVE_BOTTOM, CURVE_TOP);
    for (int percent = 0; percent <= 100; percent += 25) {
      svg.line(LEFT, shares.at(percent), end, shares.at(percent), "grid");
      svg.text(LEFT - 5, shares.at(percent) + 4, Anchor.END, "tick", percent + "%");
    }
    StringBuilder path = new StringBuilder();
    long total = Math.max(1, distribution.total());
    long seen = distribution.before();
    for (int bin = 0; bin <= Distribution.BINS; bin++) {
      path.append(bin == 0 ? 'M' : 'L')
          .append(Figures.pixels(scores.at(distribution.edge(bin))))
          .append(' ')
          .append(Figures.pixels(shares.at(100.0 * seen / total)));
      seen += bin < Distribution.BINS ? distribution.count(bin) : 0;
    }
    svg.path(path, "curve");
    svg.line(LEFT, CURVE_BOTTOM, end, CURVE_BOTTOM, "axis");
    svg.text(LEFT, CURVE_TOP - 9, Anchor.START, "panel", "Share of documents up to each score");
  }

  private void thresholds() {
    for (Threshold threshold : ends()) {
      if (!scores.contains(threshold.mean())) {
        continue;
      }
      double x = scores.at(threshold.mean());
      if (threshold.from().isPresent() && threshold.to().isPresent()) {
        double from = scores.within(threshold.from().getAsDouble());
        double to = scores.within(threshold.to().getAsDouble());
        svg.rectangle(from, BARS_TOP, to - from, BARS_BOTTOM - BARS_TOP, "interval");
        svg.rectangle(from, CURVE_TOP, to - from, CURVE_BOTTOM - CURVE_TOP, "interval");
      }
      svg.line(x, BARS_TOP, x, BARS_BOTTOM, "threshold");
      svg.line(x, CURVE_TOP, x, CURVE_BOTTOM, "threshold");
      boolean isLower = threshold.edge() == Threshold.Edge.LOWER;
      String label = (isLower ? "kept from " : "kept to ") + Figures.perplexity(threshold.mean());
      boolean fitsAfter = x + 7 * label.length() < end;
      svg.text(
          x + (fitsAfter ? 1 : -1),
          isLower ? BARS_TOP - 6 : BARS_TOP - 20,
          fitsAfter ? Anchor.START : Anchor.END,
          "mark",
          label);
    }
  }
}
