/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.ScoringProgress;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What was trained to score a study's documents.
 *
 * @param trainings one a reference model
 */
record ReferenceWork(List<Training> trainings) {

  /**
   * One reference model.
   *
   * @param fold of the split
   * @param parameterCount its weights
   * @param tokenCount tokens that it was trained on
   */
  record Training(int fold, long parameterCount, long tokenCount) {
    static Training of(TrainingReport report) {
      return new Training(report.fold(), report.model().parameterCount(), report.tokenCount());
    }
  }

  ReferenceWork {
    trainings = List.copyOf(trainings);
  }

  /** With another training, in place of one of the same fold. */
  ReferenceWork with(Training training) {
    List<Training> all = new ArrayList<>(trainings);
    all.removeIf(earlier -> earlier.fold() == training.fold());
    all.add(training);
    return new ReferenceWork(all);
  }

  /** What it cost with the scoring of a pool, and what a final model does. */
  StudyCost cost(long scoredTokens, long finalParameters, long finalTokens) {
    double training = 0;
    double parameters = 0;
    for (Training reference : trainings) {
      training += StudyCost.training(reference.parameterCount(), reference.tokenCount());
      parameters += (double) reference.parameterCount() / trainings.size();
    }
    return new StudyCost(
        training,
        StudyCost.scoring(Math.round(parameters), scoredTokens),
        StudyCost.training(finalParameters, finalTokens));
  }

  /** Tells of each training when it is done and before its model scores, and passes all on. */
  static PruneListener recorder(PruneListener listener, Consumer<Training> recorded) {
    return new PruneListener() {
      @Override
      public void trained(TrainingReport report) {
        recorded.accept(Training.of(report));
        listener.trained(report);
      }

      @Override
      public void phaseStarted(Phase phase) {
        listener.phaseStarted(phase);
      }

      @Override
      public void phaseFinished(Phase phase, Duration duration) {
        listener.phaseFinished(phase, duration);
      }

      @Override
      public void training(TrainingProgress progress) {
        listener.training(progress);
      }

      @Override
      public void scoring(ScoringProgress progress) {
        listener.scoring(progress);
      }
    };
  }
}
