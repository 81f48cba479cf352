/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Scale;
import io.github.perplexityprune.report.page.Svg;
import io.github.perplexityprune.report.page.Svg.Anchor;
import java.util.List;

/** Draws a metric over tokens, a curve for each arm. */
final class CurveChart {
  static final int HEIGHT = 320;
  private static final int LEFT = 62;
  private static final int RIGHT = 16;
  private static final int TOP = 26;
  private static final int BOTTOM = 268;
  private static final int STYLES = 8;

  private CurveChart() {}

  /** The style of the arm at a place. */
  static String style(int index) {
    return "arm" + index % STYLES;
  }

  static void draw(Svg svg, int width, List<ArmResult> arms, Metric metric) {
    double unit = metric == Metric.ACCURACY ? 100 : 1;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    long last = 1;
    for (ArmResult arm : arms) {
      for (CurvePoint point : arm.by(metric).curve()) {
        double error = point.average().standardError().orElse(0);
        least = Math.min(least, unit * (point.average().mean() - error));
        greatest = Math.max(greatest, unit * (point.average().mean() + error));
        last = Math.max(last, point.tokens());
      }
    }
    double space = Math.max(1e-6, 0.05 * (greatest - least));
    double end = width - RIGHT;
    Scale tokens = new Scale(0, 1.03 * last, LEFT, end);
    Scale scores = new Scale(least - space, greatest + space, BOTTOM, TOP);
    axes(svg, tokens, scores, end);
    svg.text(
        4,
        12,
        Anchor.START,
        "title",
        metric == Metric.ACCURACY ? "normalised accuracy, percent" : "margin, nats per token");
    for (int i = 0; i < arms.size(); i++) {
      curve(svg, tokens, scores, arms.get(i).by(metric).curve(), unit, i);
    }
  }

  private static void axes(Svg svg, Scale tokens, Scale scores, double end) {
    for (Scale.Tick tick : scores.ticks(34)) {
      double y = scores.at(tick.at());
      svg.line(LEFT, y, end, y, "grid");
      svg.text(LEFT - 5, y + 4, Anchor.END, "tick", tick.label());
    }
    for (Scale.Tick tick : tokens.ticks(svg.isNarrow() ? 84 : 100)) {
      double x = tokens.at(tick.at());
      svg.line(x, BOTTOM, x, BOTTOM + 5, "axis");
      svg.text(x, BOTTOM + 19, x > end - 24 ? Anchor.END : Anchor.MIDDLE, "tick", tick.label());
    }
    svg.line(LEFT, BOTTOM, end, BOTTOM, "axis");
    svg.text(end, HEIGHT - 10, Anchor.END, "title", "tokens trained on →");
  }

  private static void curve(
      Svg svg, Scale tokens, Scale scores, List<CurvePoint> curve, double unit, int index) {
    StringBuilder path = new StringBuilder();
    double shift = 3.0 * (index % STYLES) - 3.0 * (STYLES / 2); // so that bars do not hide others
    for (CurvePoint point : curve) {
      double x = tokens.at((double) point.tokens());
      double mean = unit * point.average().mean();
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(Figures.pixels(x))
          .append(' ')
          .append(Figures.pixels(scores.at(mean)));
      double error = unit * point.average().standardError().orElse(0);
      svg.rectangle(
          x + shift - 1,
          scores.at(mean + error),
          2,
          scores.at(mean - error) - scores.at(mean + error),
          style(index));
    }
    svg.path(path, "curve line-" + style(index));
  }
}
