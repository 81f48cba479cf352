/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.select.SelectionCriterion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All that was asked of a study. */
record StudyDesign(
    DocumentSource<?> source,
    ReferenceModelTrainer reference,
    ReferenceModelConfig model,
    TrainingConfig training,
    Regime regime,
    List<SelectionCriterion> criteria,
    int seedCount,
    List<EvaluationTask> tasks,
    Optional<DocumentSource<?>> heldOut,
    int checkpointCount,
    Path folder,
    StudyListener listener,
    Device device,
    UnaryOperator<ReferenceModelTrainer.Builder> engine) {

  /** Tokens that each final model is trained on. */
  long tokenCount() {
    return regime.tokensFor(model.parameterCount());
  }
}
