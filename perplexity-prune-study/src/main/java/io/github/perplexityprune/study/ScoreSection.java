/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.report.page.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What the models of each arm can do at the end of training, by category and task. */
final class ScoreSection {
  private ScoreSection() {}

  static void write(Markup page, StudyResult result) {
    table(page, result, result.metric(), "category", MetricResult::categories);
    page.open("details").element("summary", "By task, and by the other metric");
    table(page, result, result.metric(), "task", MetricResult::tasks);
    Metric other = result.metric() == Metric.ACCURACY ? Metric.MARGIN : Metric.ACCURACY;
    table(page, result, other, "category", MetricResult::categories);
    table(page, result, other, "task", MetricResult::tasks);
    page.close();
  }

  private static void table(
      Markup page,
      StudyResult result,
      Metric metric,
      String kind,
      Function<MetricResult, Map<String, Estimate>> parts) {
    page.element("h3", capitalised(metric) + " by " + kind);
    page.openTable(metric + " by " + kind);
    List<String> headings = new ArrayList<>(List.of(capitalised(kind)));
    result.arms().forEach(arm -> headings.add(arm.arm().name()));
    page.headings(headings.toArray(String[]::new));
    page.open("tbody");
    for (String part : parts.apply(result.arms().get(0).by(metric)).keySet()) {
      page.open("tr").element("th", part, "scope", "row");
      for (ArmResult arm : result.arms()) {
        page.number(cell(metric, requireNonNull(parts.apply(arm.by(metric)).get(part))));
      }
      page.close();
    }
    page.open("tr").element("th", "average of categories", "scope", "row");
    result.arms().forEach(arm -> page.number(cell(metric, arm.by(metric).average())));
    page.close().close().closeTable();
    page.note("In " + VerdictSection.unit(metric) + ": mean over the seeds ± its standard error.");
  }

  /** A mean and its standard error. */
  static String cell(Metric metric, Estimate estimate) {
    String mean = VerdictSection.value(metric, estimate.mean());
    return estimate.standardError().isPresent()
        ? mean + " ± " + VerdictSection.value(metric, estimate.standardError().getAsDouble())
        : mean;
  }

  private static String capitalised(Object name) {
    String text = name.toString();
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
