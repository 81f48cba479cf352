/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ScoreSink;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A reference model that the tasks of an executor take turns to use. */
final class OpenModel {
  private static final long CLOSING_SECONDS = 20;

  private final ReferenceModel model;
  private final String fingerprint;
  private final ReentrantLock turn = new ReentrantLock();

  OpenModel(ReferenceModel model) {
    this.model = model;
    this.fingerprint = model.fingerprint();
  }

  String fingerprint() {
    return fingerprint;
  }

  Optional<TrainingReport> training() {
    return model.training();
  }

  /** Scores documents when the tasks before have scored theirs. */
  void scoreAll(List<Document> documents, ScoreSink results) {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("scoring was cancelled by interrupting its thread");
    }
    try {
      model.scoreAll(documents.iterator(), results);
    } finally {
      turn.unlock();
    }
  }

  /** Closes the model between two turns, so that nothing computes on freed memory. */
  void close() {
    boolean mine = false;
    try {
      mine = turn.tryLock(CLOSING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (mine) {
      try {
        model.close();
      } finally {
        turn.unlock();
      }
    }
  }
}
