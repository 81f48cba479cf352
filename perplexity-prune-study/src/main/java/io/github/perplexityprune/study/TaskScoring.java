/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.reference.ReferenceModel;

/** Asks a model the questions of a task. */
final class TaskScoring {
  TaskScoring(ReferenceModel model, EvaluationTask task) {}

  TaskResult run() {
    throw new UnsupportedOperationException("follows");
  }
}
