/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.report.page.Svg;
import java.util.List;
import java.util.OptionalDouble;

/** The reference models: what they are and whether they learned anything. */
final class ReferenceSection {
  /** Rows of the table of models. */
  private static final int MODELS = 16;

  /** A validation loss above this share of the unigram entropy is not clearly lower. */
  private static final double HARDLY_LEARNED = 0.95;

  private ReferenceSection() {}

  static void write(Markup page, List<TrainingReport> trainings, RunHistory.Facts history) {
    if (trainings.isEmpty()) {
      page.paragraph(
          "No training is recorded with these scores: they come from a model or a scorer that was"
              + " given. How good it is cannot be told from here.");
      return;
    }
    quality(page, trainings.get(0));
    page.openTable("Reference models");
    page.headings(
        "Model",
        "documents",
        "tokens trained on",
        "steps",
        "training loss",
        "validation loss",
        "validation perplexity",
        "unigram entropy",
        "duration",
        "speed");
    page.open("tbody");
    trainings.stream().limit(MODELS).forEach(training -> row(page, training));
    page.close().closeTable();
    if (trainings.size() > MODELS) {
      page.note("The first " + MODELS + " of " + trainings.size() + " models.");
    }
    page.note(
        "Losses are mean negative log-likelihoods in nats per token. The unigram entropy is what the"
            + " validation documents would cost a model that knows only how frequent each token is.");
    for (int i = 0; i < Math.min(MODELS, history.trainings().size()); i++) {
      curve(page, history.trainings().get(i), i, trainings);
    }
  }

  private static void quality(Markup page, TrainingReport training) {
    OptionalDouble validation = training.validationLoss();
    OptionalDouble unigram = training.unigramEntropy();
    if (validation.isEmpty() || unigram.isEmpty()) {
      page.paragraph(
          "No documents were set aside to validate the model, so it is not known what it learned.");
      return;
    }
    double loss = validation.getAsDouble();
    double entropy = unigram.getAsDouble();
    page.paragraph(
        "Before each token of documents it never saw, the reference model is as unsure as if it had"
            + " to guess among "
            + Figures.perplexity(loss)
            + " equally likely ones. One that knows nothing but how frequent each token is would"
            + " guess among "
            + Figures.perplexity(entropy)
            + ".");
  }

  /** Whether a model is hardly better than one that knows only how frequent each token is. */
  static boolean hasHardlyLearned(TrainingReport training) {
    return training.validationLoss().isPresent()
        && training.unigramEntropy().isPresent()
        && training.validationLoss().getAsDouble()
            > HARDLY_LEARNED * training.unigramEntropy().getAsDouble();
  }

  private static void row(Markup page, TrainingReport training) {
    page.open("tr").element("th", "model " + (training.fold() + 1), "scope", "row");
    page.number(Figures.count(training.documentCount()));
    page.number(Figures.count(training.tokenCount()));
    page.number(Figures.count(training.stepCount()));
    page.number(Figures.nats(training.trainingLoss()));
    page.number(nats(training.validationLoss()));
    page.number(
        training.validationLoss().isPresent()
            ? Figures.perplexity(training.validationLoss().getAsDouble())
            : "unknown");
    page.number(nats(training.unigramEntropy()));
    page.number(Figures.duration(training.duration()));
    page.number(Figures.rate(training.tokenCount(), training.duration()));
    page.close();
  }

  private static String nats(OptionalDouble loss) {
    return loss.isPresent() ? Figures.nats(loss.getAsDouble()) : "unknown";
  }

  private static void curve(
      Markup page, List<TrainingProgress> progress, int model, List<TrainingReport> trainings) {
    if (progress.size() > 1 && model < trainings.size()) {
      Svg.figure(
          page,
          LossChart.HEIGHT,
          "Training loss over tokens; the table above has the last values",
          "Loss of each step's tokens while model "
              + (trainings.get(model).fold() + 1)
              + " was trained, in nats per token; squares are the loss on documents held out.",
          (svg, width) -> LossChart.draw(svg, width, progress, trainings.get(model)));
    }
  }
}
