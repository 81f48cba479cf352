/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Scale;
import io.github.perplexityprune.report.page.Svg;
import io.github.perplexityprune.report.page.Svg.Anchor;

/** Draws how scores depend on length: the darker a cell, the more documents. */
final class LengthChart {
  static final int HEIGHT = 330;
  private static final int LEFT = 58;
  private static final int RIGHT = 12;
  private static final int TOP = 24;
  private static final int BOTTOM = 276;
  private static final int SHADES = 5;

  /** Columns with fewer documents have no reliable median. */
  private static final int FEW = 5;

  private final Svg svg;
  private final Survey survey;
  private final LengthGrid grid;
  private final double end;
  private final int first;
  private final int last;
  private final Scale columns;
  private final Scale scores;

  private LengthChart(Svg svg, int width, Survey survey) {
    this.svg = svg;
    this.survey = survey;
    this.grid = survey.lengths();
    this.end = width - RIGHT;
    this.first = grid.first();
    this.last = grid.end();
    this.columns = new Scale(first, last, LEFT, end);
    this.scores = new Scale(grid.mean(0), grid.mean(LengthGrid.ROWS), BOTTOM, TOP);
  }

  static void draw(Svg svg, int width, Survey survey) {
    LengthChart chart = new LengthChart(svg, width, survey);
    chart.axes();
    chart.cells();
    chart.medians();
    chart.thresholds();
  }

  private void axes() {
    for (Scale.Tick tick : scores.exponentialTicks(24)) {
      double y = scores.at(tick.at());
      svg.line(LEFT, y, end, y, "grid");
      svg.text(LEFT - 5, y + 4, Anchor.END, "tick", tick.label());
    }
    svg.text(4, 12, Anchor.START, "title", "perplexity");
    double doubling = columns.at(first + 4.0) - columns.at(first);
    int step = (int) Math.max(1, Math.ceil(46 / doubling));
    for (int power = 0; power < 63; power += step) {
      double column = 4.0 * power;
      if (columns.contains(column)) {
        svg.line(columns.at(column), BOTTOM, columns.at(column), BOTTOM + 5, "axis");
        String label = Figures.tick(LengthGrid.tokens(4 * power));
        Anchor anchor = columns.at(column) > end - 24 ? Anchor.END : Anchor.MIDDLE;
        svg.text(columns.at(column), BOTTOM + 19, anchor, "tick", label);
      }
    }
    svg.line(LEFT, BOTTOM, end, BOTTOM, "axis");
    svg.text(end, HEIGHT - 14, Anchor.END, "title", "tokens in the document (logarithmic) →");
  }

  private void cells() {
    StringBuilder[] shades = new StringBuilder[SHADES];
    for (int i = 0; i < SHADES; i++) {
      shades[i] = new StringBuilder();
    }
    double most = Math.log1p((double) grid.greatestCount());
    double breadth = (end - LEFT) / (last - first);
    double height = (double) (BOTTOM - TOP) / LengthGrid.ROWS;
    for (int column = first; column < last; column++) {
      for (int row = 0; row < LengthGrid.ROWS; row++) {
        long count = grid.count(column, row);
        if (count > 0) {
          int shade = (int) Math.min(SHADES - 1, SHADES * Math.log1p((double) count) / most);
          shades[shade]
              .append('M')
              .append(Figures.pixels(columns.at(column)))
              .append(' ')
              .append(Figures.pixels(scores.at(grid.mean(row))))
              .append('h')
              .append(Figures.pixels(breadth))
              .append('v')
              .append(Figures.pixels(-height))
              .append('h')
              .append(Figures.pixels(-breadth))
              .append('z');
        }
      }
    }
    for (int i = 0; i < SHADES; i++) {
      if (!shades[i].isEmpty()) {
        svg.path(shades[i], "shade" + (i + 1));
      }
    }
  }

  private void medians() {
    StringBuilder path = new StringBuilder();
    for (int column = first; column < last; column++) {
      if (grid.count(column) >= FEW) {
        path.append(path.isEmpty() ? 'M' : 'L')
            .append(Figures.pixels(columns.at(column + 0.5)))
            .append(' ')
            .append(Figures.pixels(scores.at(grid.median(column, column + 1))));
      }
    }
    if (!path.isEmpty()) {
      svg.path(path, "median");
    }
  }

  private void thresholds() {
    if (survey.hasOneBand()) {
      for (Threshold threshold : survey.thresholds()) {
        if (scores.contains(threshold.mean())) {
          double y = scores.at(threshold.mean());
          svg.line(LEFT, y, end, y, "threshold");
        }
      }
    }
  }
}
