/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.report.page.Svg;
import java.util.List;

/** How the models of each arm came along, and when they reached the unpruned ones. */
final class CurveSection {
  private CurveSection() {}

  static void write(Markup page, StudyResult result) {
    curve(page, result, result.metric());
    page.openTable("Tokens to the end of no pruning");
    page.headings("Arm", "at the end", "tokens to where none ends", "steps", "of all");
    page.open("tbody");
    for (ArmResult arm : result.arms()) {
      Estimate end = arm.by(result.metric()).average();
      page.open("tr").element("th", arm.arm().name(), "scope", "row");
      page.number(ScoreSection.cell(result.metric(), end));
      if (arm.tokensToBaseline().isPresent()) {
        long tokens = arm.tokensToBaseline().getAsLong();
        page.number(Figures.count(tokens));
        page.number(Figures.count(steps(result, tokens)));
        page.number(Figures.percent(tokens, result.tokenCount()));
      } else {
        page.number("not reached").number("").number("");
      }
      page.close();
    }
    page.close().closeTable();
    page.note(
        "Interpolated between evaluations; an arm that is there at its first one may have been there"
            + " before. The learning rate falls to the end, so every curve rises"
            + " most there, and a model that stopped early would be a little better than its curve.");
    Metric other = result.metric() == Metric.ACCURACY ? Metric.MARGIN : Metric.ACCURACY;
    page.open("details").element("summary", "The same by " + other);
    curve(page, result, other);
    page.close();
  }

  /** Optimizer steps, which all have as many tokens. */
  private static long steps(StudyResult result, long tokens) {
    CellResult cell = result.cells().get(0);
    return Math.round((double) tokens * cell.stepCount() / cell.tokenCount());
  }

  private static void curve(Markup page, StudyResult result, Metric metric) {
    List<ArmResult> arms = result.arms();
    Svg.figure(
        page,
        CurveChart.HEIGHT,
        "Curves over tokens, one for each arm; the table below has where they end",
        "Average "
            + metric
            + " over tokens trained on, mean over the seeds; bars are a standard error to each side.",
        (svg, width) -> CurveChart.draw(svg, width, arms, metric));
    page.open("ul", "class", "legend");
    for (int i = 0; i < arms.size(); i++) {
      page.swatch(CurveChart.style(i), arms.get(i).arm().name());
    }
    page.close();
  }
}
