/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import io.github.perplexityprune.PruneListener.Phase;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.PerplexityScorer;
import java.util.Optional;

/** Where a pruning's scorers come from, and which documents each has seen. */
interface ScorerSource {

  /** Number of scorers, each of a fold of the documents. */
  default int foldCount() {
    return 1;
  }

  /** Which scorer scores a document. */
  default int fold(long contentHash) {
    return 0;
  }

  /** Whether a document is scored at all. */
  default boolean scores(long contentHash) {
    return true;
  }

  /** Whether the scorer of a fold saw a document in training. */
  default boolean saw(long contentHash, int fold) {
    return false;
  }

  /** The fingerprint of the one scorer, if it is known without opening it. */
  default Optional<String> fingerprint() {
    return Optional.empty();
  }

  /** Tokens that a model is trained on when its documents have a number of tokens; 0 for none. */
  default long trainingTokens(long documentTokens) {
    return 0;
  }

  /** These scorers, trained only on a number of tokens. */
  default ScorerSource trainingOn(long tokens) {
    return this;
  }

  /** Opens the scorer of a fold, of which nothing is scored yet. */
  Opened open(DocumentSource<?> source, int fold, PruneListener listener);

  /**
   * Opens the scorer that has scored a part of a fold, if it can be had without making one.
   *
   * @param fingerprint of that scorer
   */
  default Optional<Opened> reopen(int fold, String fingerprint) {
    return Optional.empty();
  }

  /** A scorer in use, and what to release after it. */
  record Opened(
      PerplexityScorer scorer,
      String fingerprint,
      Optional<TrainingReport> training,
      Runnable release)
      implements AutoCloseable {

    @Override
    public void close() {
      release.run();
    }

    private static Opened of(ReferenceModel model, Runnable release) {
      return new Opened(model, model.fingerprint(), model.training(), release);
    }
  }

  /** Models trained for this pruning and closed after it. */
  record Trained(ReferenceModelTrainer trainer) implements ScorerSource {
    @Override
    public int foldCount() {
      return trainer.split().modelCount();
    }

    @Override
    public int fold(long contentHash) {
      return trainer.split().fold(contentHash);
    }

    @Override
    public boolean scores(long contentHash) {
      return trainer.split().scores(contentHash);
    }

    @Override
    public boolean saw(long contentHash, int fold) {
      return trainer.split().trains(contentHash, fold);
    }

    @Override
    public long trainingTokens(long documentTokens) {
      return trainer.training().budget().tokensFor(Math.max(1, documentTokens));
    }

    @Override
    public ScorerSource trainingOn(long tokens) {
      return new Trained(
          trainer.withTraining(
              trainer.training().withBudget(TrainingBudget.tokens(tokens)).withValidationShare(0)));
    }

    /** The source may have grown since: a model trained on it anew would be another. */
    @Override
    public Optional<Opened> reopen(int fold, String fingerprint) {
      Optional<ReferenceModel> finished = trainer.finished(fold);
      if (finished.isPresent() && !finished.get().fingerprint().equals(fingerprint)) {
        finished.get().close();
        return Optional.empty();
      }
      return finished.map(model -> Opened.of(model, model::close));
    }

    @Override
    public Opened open(DocumentSource<?> source, int fold, PruneListener listener) {
      ReferenceModel[] trained = new ReferenceModel[1];
      try {
        ReferenceModel model =
            Phase.TRAINING.run(
                listener, () -> trained[0] = trainer.trainFold(source, fold, listener));
        return Opened.of(model, model::close);
      } catch (RuntimeException | Error e) {
        if (trained[0] != null) { // the listener failed after the training
          trained[0].close();
        }
        throw e;
      }
    }
  }

  /** A model of the caller's, which knows what it was trained on when this library trained it. */
  record Given(ReferenceModel model) implements ScorerSource {
    @Override
    public boolean scores(long contentHash) {
      return model.training().map(report -> report.split().scores(contentHash)).orElse(true);
    }

    @Override
    public boolean saw(long contentHash, int fold) {
      return model
          .training()
          .map(report -> report.split().trains(contentHash, report.fold()))
          .orElse(false);
    }

    @Override
    public Optional<String> fingerprint() {
      return Optional.of(model.fingerprint());
    }

    @Override
    public Opened open(DocumentSource<?> source, int fold, PruneListener listener) {
      return Opened.of(model, () -> {});
    }
  }

  /** A scorer of the caller's. */
  record Plain(PerplexityScorer scorer) implements ScorerSource {
    private static final String FINGERPRINT = "scorer of the host application";

    @Override
    public Optional<String> fingerprint() {
      return Optional.of(FINGERPRINT);
    }

    @Override
    public Opened open(DocumentSource<?> source, int fold, PruneListener listener) {
      return new Opened(scorer, FINGERPRINT, Optional.empty(), () -> {});
    }
  }
}
