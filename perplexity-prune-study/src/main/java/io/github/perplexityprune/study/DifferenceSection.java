/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.report.page.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** By how much each criterion differs from the controls, and how sure that is. */
final class DifferenceSection {
  private DifferenceSection() {}

  static void write(Markup page, StudyResult result) {
    Metric metric = result.metric();
    List<ArmResult> criteria =
        result.arms().stream().filter(arm -> arm.arm().kind() == Arm.Kind.CRITERION).toList();
    List<DifferenceChart.Row> rows = new ArrayList<>();
    for (ArmResult arm : criteria) {
      arm.toNone().ifPresent(to -> rows.add(new DifferenceChart.Row(arm.arm().name(), to)));
      arm.toRandom().ifPresent(to -> rows.add(new DifferenceChart.Row(arm.arm().name(), to)));
    }
    Svg.figure(
        page,
        DifferenceChart.height(rows),
        "Differences with intervals; the table below has the numbers",
        "Difference of the average "
            + metric
            + " at the end of training, with the interval that holds the true one with "
            + Figures.percent(PruningStudy.CONFIDENCE)
            + " confidence, all criteria taken together and each control by itself. An interval over 0"
            + " could be luck.",
        (svg, width) -> DifferenceChart.draw(svg, width, rows, metric));
    page.openTable("Differences to the controls");
    page.headings(
        "Criterion", "less", "difference", "interval", "error of questions", "error of seeds");
    page.open("tbody");
    for (ArmResult arm : criteria) {
      row(page, arm, arm.toNone());
      row(page, arm, arm.toRandom());
    }
    page.close().closeTable();
    for (ArmResult arm : criteria) {
      arm.verdict().ifPresent(verdict -> page.paragraph(verdict.sentence()));
    }
    page.note(
        "Differences are in "
            + (metric == Metric.ACCURACY ? "percentage points" : "nats per token")
            + ". Errors are standard errors: of the questions by a paired bootstrap within tasks, of"
            + " the seeds from their spread.");
  }

  private static void row(Markup page, ArmResult arm, Optional<Comparison> comparison) {
    if (comparison.isEmpty()) {
      return;
    }
    Comparison to = comparison.get();
    Metric metric = to.metric();
    double scale = metric == Metric.ACCURACY ? 100 : 1;
    int decimals = metric == Metric.ACCURACY ? 2 : 4;
    page.open("tr").element("th", arm.arm().name(), "scope", "row");
    page.number(to.control());
    page.number(Figures.signed(scale * to.difference(), decimals));
    page.number(
        to.interval()
            .map(
                interval ->
                    Figures.signed(scale * interval.low(), decimals)
                        + " to "
                        + Figures.signed(scale * interval.high(), decimals))
            .orElse("one seed tells none"));
    page.number(Figures.fixed(scale * to.itemStandardError(), decimals));
    page.number(
        to.seedStandardError().isPresent()
            ? Figures.fixed(scale * to.seedStandardError().getAsDouble(), decimals)
            : "unknown");
    page.close();
  }
}
