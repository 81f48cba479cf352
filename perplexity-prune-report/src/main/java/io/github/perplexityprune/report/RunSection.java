/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.PruneListener.Phase;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.report.page.PlainText;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Everything needed to repeat the run, and how long it took. */
final class RunSection {
  private static final int NAME_LENGTH = 100;
  private static final int VALUE_LENGTH = 2000;
  private static final int FINGERPRINTS = 16;

  private final Markup page;
  private final PruneResult<?> result;
  private final List<TrainingReport> trainings;
  private final long seed;

  RunSection(Markup page, PruneResult<?> result, List<TrainingReport> trainings, long seed) {
    this.page = page;
    this.result = result;
    this.trainings = trainings;
    this.seed = seed;
  }

  void write(Map<String, String> facts, RunHistory.Facts history) {
    page.openTable("What is needed to repeat the run").open("tbody");
    page.fact("Library", "perplexity-prune " + Pruner.version().strip());
    page.open("tr").element("th", "Criterion", "scope", "row").open("td");
    page.element("code", result.selection().criterion().toString()).close().close();
    page.fact("Documents in the source", Figures.count(result.scores().documentCount()));
    fingerprints();
    if (!trainings.isEmpty()) {
      training(trainings.get(0));
    }
    durations(history);
    page.fact("Seed of the documents shown", Long.toString(seed));
    facts.forEach(
        (name, value) ->
            page.fact(PlainText.name(name, NAME_LENGTH), PlainText.name(value, VALUE_LENGTH)));
    page.close().closeTable();
    page.note(
        "The fingerprint covers the model's weights, its tokenizer and the windows in which long"
            + " documents are read: scores of two fingerprints are not comparable.");
  }

  private void fingerprints() {
    List<String> references = result.scores().references();
    for (int i = 0; i < Math.min(FINGERPRINTS, references.size()); i++) {
      String name = references.size() == 1 ? "Fingerprint" : "Fingerprint of model " + (i + 1);
      page.open("tr").element("th", name, "scope", "row").open("td");
      page.element("code", PlainText.name(references.get(i), 200)).close().close();
    }
    if (references.isEmpty()) {
      page.fact("Fingerprint", "none: the scores come from a scorer without one");
    }
  }

  private void training(TrainingReport report) {
    ReferenceModelConfig model = report.model();
    page.fact(
        "Reference model",
        model.architecture().id()
            + ", "
            + Figures.count(model.parameterCount())
            + " weights: "
            + Figures.count(model.layerCount(), "layer")
            + ", width "
            + model.width()
            + ", "
            + Figures.count(model.headCount(), "head")
            + ", feed-forward width "
            + model.feedForwardWidth());
    page.fact("Context length", Figures.count(model.contextLength(), "token"));
    page.fact("Vocabulary", Figures.count(model.vocabularySize()) + " token ids");
    page.fact("Reference documents", split(report.split()));
    page.fact("Digest of the reference documents", report.textsDigest());
    TrainingConfig training = report.training();
    page.fact("Optimizer", training.optimizer().toString());
    page.fact(
        "Learning rate",
        "peak "
            + training.peakLearningRate()
            + ", warm-up over "
            + training.warmupShare()
            + " of the steps, down to "
            + training.finalLearningRateShare()
            + " of the peak; weight decay "
            + training.weightDecay()
            + ", gradient norm at most "
            + training.maximumGradientNorm());
    page.fact(
        "Batches",
        Figures.count(training.batchTokens())
            + " tokens, computed in parts of "
            + Figures.count(training.microBatchTokens()));
    page.fact(
        "Budget",
        training.budget()
            + ": "
            + Figures.count(report.tokenCount())
            + " tokens, of which one pass has "
            + Figures.count(report.splitTokenCount()));
    page.fact("Share of documents for validation", Double.toString(training.validationShare()));
    page.fact("Seed of the training", Long.toString(training.seed()));
  }

  private static String split(ReferenceSplit split) {
    String how =
        split instanceof ReferenceSplit.Drawn drawn
            ? drawn.share()
                + " of the documents, "
                + (drawn.afterwards() == ReferenceSplit.Drawn.Afterwards.EXCLUDED
                    ? "then set aside"
                    : "and scored like the rest")
            : "cross-fitted: each part of "
                + split.modelCount()
                + " scored by a model of the others";
    return how + "; seed " + split.seed();
  }

  private void durations(RunHistory.Facts history) {
    for (Phase phase : Phase.values()) {
      Duration duration = history.durations().get(phase);
      if (duration != null) {
        boolean hasRate = phase == Phase.SCORING && history.scoredTokens() > 0;
        page.fact(
            "Time for " + word(phase),
            Figures.duration(duration)
                + (hasRate ? ", " + Figures.rate(history.scoredTokens(), duration) : ""));
      }
    }
  }

  private static String word(Phase phase) {
    return switch (phase) {
      case SURVEY -> "a first reading";
      case TRAINING -> "training";
      case SCORING -> "scoring";
      case SELECTION -> "selecting";
    };
  }
}
