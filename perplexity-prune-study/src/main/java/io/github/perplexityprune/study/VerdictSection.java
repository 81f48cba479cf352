/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.stream.Collectors.joining;

import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.study.StudyVerdict.Outcome;
import java.util.Optional;

/** The top of the page: what the study says, in words and in a few numbers. */
final class VerdictSection {
  private VerdictSection() {}

  static void write(Markup page, StudyResult result) {
    page.element("p", headline(result), "class", "headline");
    page.paragraph(result.verdict().sentence());
    page.open("dl", "class", "tiles");
    page.tile(
        "Final models",
        Figures.count(result.cells().size()),
        Figures.count(result.arms().size(), "arm")
            + ", "
            + Figures.count(result.seedCount(), "seed"));
    page.tile(
        "Tokens for each", Figures.count(result.tokenCount()), "the same for every arm and seed");
    page.tile(
        "Cost of pruning",
        Figures.percent(result.cost().pruning() / result.cost().finalTraining()),
        "of the training of one final model");
    furthest(result)
        .ifPresent(
            arm ->
                page.tile(
                    "Furthest ahead",
                    arm.arm().name(),
                    signed(result.metric(), arm.toNone().orElseThrow().difference())
                        + " to no pruning"));
    page.close();
    result.warnings().forEach(page::warning);
    page.open("details").element("summary", "What do these words mean?");
    page.paragraph(
        "An arm is a way to choose the documents to train on. Each final model begins with random"
            + " weights and is trained on the documents of one arm, all for the same number of tokens;"
            + " models of one seed begin with the same weights. \"none\" is no pruning, \"random\" keeps"
            + " as many documents without regard to perplexity: only an arm that beats both owes it to"
            + " its perplexities.");
    page.paragraph(
        "Normalised accuracy is 0 for a model that guesses and 1 for one that is always right. The"
            + " log-likelihood margin says by how many nats a token a model prefers right answers to"
            + " wrong ones; it moves before a small model's accuracy does. Both are averaged over tasks"
            + " within a category and then over categories.");
    page.close();
  }

  /** What a reader should know after ten seconds. */
  private static String headline(StudyResult result) {
    return switch (result.verdict().outcome()) {
      case HELPS -> arms(result, Outcome.HELPS) + ": pruning helps here" + harm(result) + ".";
      case HURTS -> arms(result, Outcome.HURTS) + ": pruning hurts here.";
      case CANNOT_TELL -> "Whether pruning helps cannot be told at this budget.";
    };
  }

  /** Said beside a benefit, which another band need not share. */
  private static String harm(StudyResult result) {
    String arms = arms(result, Outcome.HURTS);
    return arms.isEmpty() ? "" : "; " + arms + ": it hurts";
  }

  private static String arms(StudyResult result, Outcome outcome) {
    return result.arms().stream()
        .filter(arm -> arm.verdict().filter(it -> it.outcome() == outcome).isPresent())
        .map(arm -> arm.arm().name())
        .collect(joining(", "));
  }

  private static Optional<ArmResult> furthest(StudyResult result) {
    return result.arms().stream()
        .filter(arm -> arm.arm().kind() == Arm.Kind.CRITERION)
        .max(
            (one, other) ->
                Double.compare(
                    one.toNone().orElseThrow().difference(),
                    other.toNone().orElseThrow().difference()));
  }

  /** A difference of a metric, with its sign and unit. */
  static String signed(Metric metric, double difference) {
    return metric == Metric.ACCURACY
        ? Figures.signed(100 * difference, 2) + " points"
        : Figures.signed(difference, 4) + " nats";
  }

  /** A value of a metric: accuracies in percent. */
  static String value(Metric metric, double value) {
    return metric == Metric.ACCURACY ? Figures.fixed(100 * value, 2) : Figures.fixed(value, 4);
  }

  /** What the numbers of a metric are in. */
  static String unit(Metric metric) {
    return metric == Metric.ACCURACY ? "percent" : "nats per token";
  }
}
