/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.SelectionCriterion;
import java.util.List;

/**
 * A source and the scores of its documents: score once, select as often as you like.
 *
 * @param <T> the host application's type
 * @since 0.1
 */
public final class ScoredDocuments<T> {
  private static final DocumentSource<Void> NOT_AT_HAND =
      DocumentSource.reopening(
          () -> {
            throw new IllegalStateException(
                "documents must be at hand to be handed back, but only their scores are; use"
                    + " ScoredDocuments.of(source, scores)");
          },
          item -> "");

  private final DocumentSource<T> source;
  private final ScoreStore scores;
  private final List<TrainingReport> trainings;

  ScoredDocuments(DocumentSource<T> source, ScoreStore scores, List<TrainingReport> trainings) {
    this.source = source;
    this.scores = scores;
    this.trainings = List.copyOf(trainings);
  }

  /**
   * A source and a store that was filled from it earlier.
   *
   * @param scores has one row for each document of the source, in its order
   */
  public static <T> ScoredDocuments<T> of(DocumentSource<T> source, ScoreStore scores) {
    return new ScoredDocuments<>(
        requireNonNull(source, "source"), requireNonNull(scores, "scores"), List.of());
  }

  /**
   * Scores whose documents are not at hand: to select from, to explain and to summarise. The result
   * of a selection has neither kept nor dropped documents to hand back and refuses with an {@link
   * IllegalStateException} when they are read.
   */
  public static ScoredDocuments<Void> of(ScoreStore scores) {
    return of(NOT_AT_HAND, scores);
  }

  static boolean isAtHand(DocumentSource<?> source) {
    return source != NOT_AT_HAND;
  }

  /** The scores, one row a document, in source order. */
  public ScoreStore scores() {
    return scores;
  }

  /**
   * How the reference models were trained, one a fold; empty when they were not trained by this
   * library.
   */
  public List<TrainingReport> trainings() {
    return trainings;
  }

  /**
   * Keeps the documents that a criterion selects. Cost: a few passes over the scores, none over the
   * source.
   */
  public PruneResult<T> select(SelectionCriterion criterion) {
    return new PruneResult<>(source, scores, trainings, criterion.select(scores));
  }
}
