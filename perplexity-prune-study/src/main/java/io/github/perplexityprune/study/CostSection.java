/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;

/** What pruning costs beside the training that it is meant to save. */
final class CostSection {
  private CostSection() {}

  static void write(Markup page, StudyResult result) {
    StudyCost cost = result.cost();
    page.openTable("Cost").open("tbody");
    fact(page, "Training of the reference model", cost.referenceTraining(), cost);
    fact(page, "Scoring of all documents", cost.scoring(), cost);
    fact(page, "Training of one final model", cost.finalTraining(), cost);
    page.close().closeTable();
    page.note(
        "In floating point operations: 6 for each weight and token of training, 2 of scoring. Pruning"
            + " is paid once, however many models are trained on what it keeps.");
    page.openTable("Saving");
    page.headings("Criterion", "compute saved to reach where no pruning ends");
    page.open("tbody");
    for (ArmResult arm : result.arms()) {
      if (arm.arm().kind() == Arm.Kind.CRITERION) {
        page.open("tr").element("th", arm.arm().name(), "scope", "row");
        page.number(
            arm.netSaving().isPresent()
                ? Figures.signed(100 * arm.netSaving().getAsDouble(), 1) + "%"
                : "does not get there");
        page.close();
      }
    }
    page.close().closeTable();
    page.note(
        "With the reference model and the scoring paid; below 0 it costs more than it saves.");
  }

  private static void fact(Markup page, String name, double operations, StudyCost cost) {
    page.fact(
        name,
        Figures.scientific(operations)
            + ", "
            + Figures.percent(operations / cost.finalTraining())
            + " of a final model");
  }
}
