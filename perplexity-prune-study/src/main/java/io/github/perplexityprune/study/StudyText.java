/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.Optional;

/** A study's result as text. */
final class StudyText {
  private static final String ROW = "%-24s %10s %14s %7s %18s %18s %28s %12s %8s%n";

  private final StudyResult result;
  private final StringBuilder text = new StringBuilder();

  private StudyText(StudyResult result) {
    this.result = result;
  }

  static String of(StudyResult result) {
    return new StudyText(result).write();
  }

  private String write() {
    line("%s%n%n", result.verdict());
    line(
        "%,d final models, each trained on %,d tokens; means and standard errors over %d seeds%n",
        result.cells().size(), result.tokenCount(), result.seedCount());
    line(
        ROW,
        "arm",
        "documents",
        "tokens",
        "passes",
        Metric.ACCURACY,
        "margin",
        "difference to none",
        "tokens to",
        "net");
    line(ROW, "", "", "", "", "", "nats/token", "by " + shortName(), "none's end", "saving");
    result.arms().forEach(this::arm);
    heldOut();
    line(
        "Cost in floating point operations: reference training %.3g, scoring %.3g, one final model"
            + " %.3g%n",
        result.cost().referenceTraining(), result.cost().scoring(), result.cost().finalTraining());
    result.arms().forEach(arm -> arm.verdict().ifPresent(verdict -> line("%s%n", verdict)));
    result.warnings().forEach(warning -> line("Warning: %s%n", warning));
    return text.toString();
  }

  private String shortName() {
    return result.metric() == Metric.ACCURACY ? "accuracy" : "margin";
  }

  private void arm(ArmResult arm) {
    line(
        ROW,
        arm.arm(),
        String.format(Locale.ROOT, "%,d", arm.documentCount()),
        String.format(Locale.ROOT, "%,d", arm.tokenCount()),
        String.format(Locale.ROOT, "%.2f", arm.passes()),
        estimate(arm.accuracy().average()),
        estimate(arm.margin().average()),
        arm.toNone().map(StudyText::difference).orElse(""),
        arm.tokensToBaseline().isPresent()
            ? String.format(Locale.ROOT, "%,d", arm.tokensToBaseline().getAsLong())
            : "not reached",
        arm.netSaving().isPresent()
            ? String.format(Locale.ROOT, "%.0f%%", 100 * arm.netSaving().getAsDouble())
            : "");
  }

  private void heldOut() {
    String losses =
        result.arms().stream()
            .flatMap(
                arm -> arm.heldOutLoss().map(loss -> arm.arm() + " " + estimate(loss)).stream())
            .collect(joining(", "));
    if (!losses.isEmpty()) {
      line("Loss on documents held out, in nats per token, no verdict: %s%n", losses);
    }
  }

  private static String estimate(Estimate estimate) {
    String mean = String.format(Locale.ROOT, "%.4f", estimate.mean());
    return estimate.standardError().isPresent()
        ? mean + String.format(Locale.ROOT, " +- %.4f", estimate.standardError().getAsDouble())
        : mean;
  }

  private static String difference(Comparison comparison) {
    Optional<Interval> interval = comparison.interval();
    return String.format(Locale.ROOT, "%+.4f", comparison.difference())
        + interval
            .map(ends -> String.format(Locale.ROOT, " [%+.4f, %+.4f]", ends.low(), ends.high()))
            .orElse("");
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
