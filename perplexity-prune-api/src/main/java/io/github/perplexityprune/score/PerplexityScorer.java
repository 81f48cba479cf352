/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import java.util.Iterator;
import java.util.concurrent.CancellationException;

/**
 * Gives a document its {@link PerplexityScore}. A host application's unit test passes a lambda;
 * engines override {@link #scoreAll} to score many documents at once.
 *
 * <p>Called from one thread at a time.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface PerplexityScorer {

  /**
   * Scores one document.
   *
   * @param document a document with a text that is not empty
   * @throws ScoringException if this document cannot be scored
   */
  PerplexityScore score(Document document);

  /**
   * Scores documents one after another and reports each to {@code results}: exactly one call a
   * document, in the order of the iterator, on the calling thread. A scorer may read ahead of what
   * it has reported by a bounded amount.
   *
   * @param documents documents with texts that are not empty; read on the calling thread
   * @param results told of each document's score or failure
   * @throws CancellationException if the calling thread is interrupted; its interrupt flag stays
   *     set
   */
  default void scoreAll(Iterator<Document> documents, ScoreSink results) {
    while (documents.hasNext()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("scoring was cancelled by interrupting its thread");
      }
      Document document = documents.next();
      PerplexityScore score;
      try {
        score = score(document);
      } catch (ScoringException e) {
        results.failed(document, e);
        continue;
      }
      results.scored(document, score);
    }
  }
}
