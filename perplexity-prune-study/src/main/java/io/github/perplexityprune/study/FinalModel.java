/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingObserver;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import java.util.ArrayList;
import java.util.List;

/** Trains a final model of a study and asks it the questions. */
final class FinalModel {
  private final StudyDesign design;

  FinalModel(StudyDesign design) {
    this.design = design;
  }

  /** How final models are trained with a seed, from 1. */
  static TrainingConfig recipe(StudyDesign design, long tokens, int seed) {
    return design
        .training()
        .withBudget(TrainingBudget.tokens(tokens))
        .withValidationShare(0)
        .withSeed(design.training().seed() + seed);
  }

  /** A trainer of final models on all documents that it is given. */
  static ReferenceModelTrainer trainer(
      StudyDesign design, TrainingConfig recipe, int times, TrainingObserver observer) {
    return design
        .engine()
        .apply(
            ReferenceModelTrainer.builder()
                .model(design.model())
                .training(recipe)
                .split(ReferenceSplit.included(1))
                .device(design.device())
                .observer(times, observer))
        .build();
  }

  CellResult run(Arm arm, int seed, Kept kept) {
    long start = System.nanoTime();
    List<Checkpoint> checkpoints = new ArrayList<>();
    TrainingObserver observer =
        (progress, model) ->
            checkpoints.add(
                new Checkpoint(
                    progress.tokens(), evaluation(model, progress.tokens()).scorecard()));
    ReferenceModelTrainer trainer =
        trainer(
            design, recipe(design, design.tokenCount(), seed), design.checkpointCount(), observer);
    DocumentSource<Document> documents = kept.of(design.source());
    try (ReferenceModel model = trainer.trainFold(documents, 0, progress())) {
      TrainingReport report = model.training().orElseThrow();
      Evaluation end = evaluation(model, report.tokenCount());
      checkpoints.add(new Checkpoint(report.tokenCount(), end.scorecard()));
      return new CellResult(
          arm.name(),
          seed,
          report.documentCount(),
          report.splitTokenCount(),
          report.tokenCount(),
          report.stepCount(),
          report.trainingLoss(),
          checkpoints,
          end.tasks(),
          design.heldOut().map(source -> HeldOutLosses.of(model, source)).orElse(List.of()),
          (System.nanoTime() - start) / 1e9);
    }
  }

  private Evaluation evaluation(ReferenceModel model, long tokens) {
    design.listener().cellEvaluation(tokens);
    return Evaluation.of(model, design.tasks());
  }

  private PruneListener progress() {
    return new PruneListener() {
      @Override
      public void training(TrainingProgress progress) {
        design.listener().cellTraining(progress);
      }
    };
  }
}
