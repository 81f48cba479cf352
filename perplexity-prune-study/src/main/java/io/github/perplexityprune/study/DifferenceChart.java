/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.report.page.Scale;
import io.github.perplexityprune.report.page.Svg;
import io.github.perplexityprune.report.page.Svg.Anchor;
import java.util.List;

/** Draws differences as points with their intervals, beside a line for no difference. */
final class DifferenceChart {
  private static final int ROW = 42;
  private static final int TOP = 24;
  private static final int BOTTOM = 40;
  private static final int LEFT = 16;
  private static final int RIGHT = 16;

  /**
   * A difference to draw.
   *
   * @param name of the arm
   */
  record Row(String name, Comparison comparison) {}

  private DifferenceChart() {}

  static int height(List<Row> rows) {
    return TOP + ROW * rows.size() + BOTTOM;
  }

  static void draw(Svg svg, int width, List<Row> rows, Metric metric) {
    double unit = metric == Metric.ACCURACY ? 100 : 1;
    double least = 0;
    double greatest = 0;
    for (Row row : rows) {
      least = Math.min(least, unit * low(row.comparison));
      greatest = Math.max(greatest, unit * high(row.comparison));
    }
    double space = Math.max(1e-6, 0.05 * (greatest - least));
    Scale scale = new Scale(least - space, greatest + space, LEFT, width - RIGHT);
    double floor = TOP + ROW * rows.size();
    for (Scale.Tick tick : scale.ticks(70)) {
      double x = scale.at(tick.at());
      svg.line(x, TOP, x, floor, "grid");
      svg.text(x, floor + 17, Anchor.MIDDLE, "tick", tick.label());
    }
    svg.line(scale.at(0), TOP - 8, scale.at(0), floor, "zero");
    svg.text(scale.at(0) - 6, TOP - 12, Anchor.END, "title", "← worse");
    svg.text(scale.at(0) + 6, TOP - 12, Anchor.START, "title", "better →");
    svg.text(
        width - RIGHT,
        floor + 34,
        Anchor.END,
        "title",
        metric == Metric.ACCURACY ? "percentage points" : "nats per token");
    for (int i = 0; i < rows.size(); i++) {
      row(svg, scale, rows.get(i), unit, TOP + ROW * (i + 0.5));
    }
  }

  private static void row(Svg svg, Scale scale, Row row, double unit, double y) {
    Comparison to = row.comparison;
    String style = to.isBetter() ? "better" : to.isWorse() ? "worse" : "unclear";
    svg.text(4, y - 6, Anchor.START, "panel", row.name + " − " + to.control());
    if (to.interval().isPresent()) {
      double from = scale.at(unit * low(to));
      svg.rectangle(from, y + 5, scale.at(unit * high(to)) - from, 6, style + " span");
    }
    String hint = VerdictSection.signed(to.metric(), to.difference());
    svg.rectangle(scale.at(unit * to.difference()) - 5, y + 3, 10, 10, style, hint);
  }

  private static double low(Comparison comparison) {
    return comparison.interval().map(Interval::low).orElse(comparison.difference());
  }

  private static double high(Comparison comparison) {
    return comparison.interval().map(Interval::high).orElse(comparison.difference());
  }
}
