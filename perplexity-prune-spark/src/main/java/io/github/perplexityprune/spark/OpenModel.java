/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ScoreSink;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A reference model that the tasks of an executor take turns to use. */
final class OpenModel {
  private static final Logger LOGGER = System.getLogger(OpenModel.class.getName());

  private static final long CLOSING_SECONDS = 20;

  private final ReferenceModel model;
  private final Path folder;
  private final String fingerprint;
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * A model that is closed with this object.
   *
   * @param folder what it was opened from, deleted when it is closed
   */
  OpenModel(ReferenceModel model, Path folder) {
    this.model = model;
    this.folder = folder;
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
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
      } catch (IOException e) {
        LOGGER.log(Logger.Level.WARNING, "a folder for temporary files could not be deleted", e);
      } finally {
        turn.unlock();
      }
    }
  }
}
