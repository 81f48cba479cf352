/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.Optimizer;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingReport;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Queue;

/** A {@link TrainingReport} as lines of numbers and words in a fixed order. */
final class TrainingReportText {
  private static final String ABSENT = "absent";

  private TrainingReportText() {}

  static List<String> lines(TrainingReport report) {
    ReferenceModelConfig model = report.model();
    TrainingConfig training = report.training();
    return List.of(
        words(
            model.architecture(),
            model.layerCount(),
            model.width(),
            model.headCount(),
            model.feedForwardWidth(),
            model.contextLength(),
            model.vocabularySize()),
        optimizer(training.optimizer()),
        budget(training.budget()),
        words(
            training.peakLearningRate(),
            training.weightDecay(),
            training.warmupShare(),
            training.finalLearningRateShare(),
            training.maximumGradientNorm(),
            training.batchTokens(),
            training.microBatchTokens(),
            training.validationShare(),
            training.seed()),
        split(report.split()),
        words(
            report.fold(),
            report.textsDigest(),
            report.documentCount(),
            report.splitTokenCount(),
            report.tokenCount(),
            report.stepCount(),
            report.trainingLoss(),
            optional(report.validationLoss()),
            optional(report.unigramEntropy()),
            report.duration()));
  }

  static TrainingReport parse(Queue<String> lines) {
    String[] model = words(lines.remove());
    Optimizer optimizer = optimizer(words(lines.remove()));
    TrainingBudget budget = budget(words(lines.remove()));
    String[] training = words(lines.remove());
    ReferenceSplit split = split(words(lines.remove()));
    String[] report = words(lines.remove());
    return new TrainingReport(
        new ReferenceModelConfig(
            Architecture.valueOf(model[0]),
            Integer.parseInt(model[1]),
            Integer.parseInt(model[2]),
            Integer.parseInt(model[3]),
            Integer.parseInt(model[4]),
            Integer.parseInt(model[5]),
            Integer.parseInt(model[6])),
        new TrainingConfig(
            optimizer,
            Double.parseDouble(training[0]),
            Double.parseDouble(training[1]),
            Double.parseDouble(training[2]),
            Double.parseDouble(training[3]),
            Double.parseDouble(training[4]),
            Integer.parseInt(training[5]),
            Integer.parseInt(training[6]),
            budget,
            Double.parseDouble(training[7]),
            Long.parseLong(training[8])),
        split,
        Integer.parseInt(report[0]),
        report[1],
        Long.parseLong(report[2]),
        Long.parseLong(report[3]),
        Long.parseLong(report[4]),
        Long.parseLong(report[5]),
        Double.parseDouble(report[6]),
        optional(report[7]),
        optional(report[8]),
        Duration.parse(report[9]));
  }

  private static String words(Object... values) {
    StringBuilder line = new StringBuilder();
    for (Object value : values) {
      line.append(line.length() == 0 ? "" : " ").append(value);
    }
    return line.toString();
  }

  private static String[] words(String line) {
    return line.split(" ", -1);
  }

  private static String optimizer(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.AdamW adamW) {
      return words("adamW", adamW.beta1(), adamW.beta2(), adamW.epsilon());
    }
    Optimizer.Lion lion = (Optimizer.Lion) optimizer;
    return words("lion", lion.beta1(), lion.beta2());
  }

  private static Optimizer optimizer(String[] words) {
    double beta1 = Double.parseDouble(words[1]);
    double beta2 = Double.parseDouble(words[2]);
    return words[0].equals("adamW")
        ? new Optimizer.AdamW(beta1, beta2, Double.parseDouble(words[3]))
        : new Optimizer.Lion(beta1, beta2);
  }

  private static String budget(TrainingBudget budget) {
    return budget instanceof TrainingBudget.Epochs epochs
        ? words("epochs", epochs.count())
        : words("tokens", ((TrainingBudget.Tokens) budget).count());
  }

  private static TrainingBudget budget(String[] words) {
    return words[0].equals("epochs")
        ? TrainingBudget.epochs(Double.parseDouble(words[1]))
        : TrainingBudget.tokens(Long.parseLong(words[1]));
  }

  private static String split(ReferenceSplit split) {
    return split instanceof ReferenceSplit.Drawn drawn
        ? words(drawn.afterwards(), drawn.share(), drawn.seed())
        : words("folds", ((ReferenceSplit.CrossFitted) split).folds(), split.seed());
  }

  private static ReferenceSplit split(String[] words) {
    long seed = Long.parseLong(words[2]);
    return words[0].equals("folds")
        ? new ReferenceSplit.CrossFitted(Integer.parseInt(words[1]), seed)
        : new ReferenceSplit.Drawn(
            Double.parseDouble(words[1]), ReferenceSplit.Drawn.Afterwards.valueOf(words[0]), seed);
  }

  private static String optional(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : ABSENT;
  }

  private static OptionalDouble optional(String word) {
    return word.equals(ABSENT)
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(word));
  }
}
