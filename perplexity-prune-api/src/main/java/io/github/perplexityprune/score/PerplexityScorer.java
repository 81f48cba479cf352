/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import static java.util.Objects.requireNonNull;

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
        results.settled();
        continue;
      }
      results.scored(document, score);
      results.settled();
    }
  }

  /**
   * The difference of two models' mean negative log-likelihoods, in nats per token: {@code a - b}
   * over the same text, so negative where {@code a} is the less surprised. With a model of the
   * wanted text as {@code a} and a general one as {@code b}, low differences are the wanted text
   * (Moore-Lewis; CoLoR-Filter, with {@code a} fine-tuned from {@code b}); with a small {@code a}
   * and a large {@code b} trained on the same text, high differences mark text that repays a larger
   * model (ScalingFilter). Selected by the same criteria as any score; {@code perplexity()} of the
   * result is the ratio of the two perplexities.
   *
   * <p>The models must share a tokenizer: a document that they cut into different numbers of tokens
   * fails. Neither is closed. Costs both scores.
   *
   * @see <a href="https://aclanthology.org/P10-2041">Moore, Lewis: Intelligent selection of
   *     language model training data</a>
   * @see <a href="https://arxiv.org/abs/2406.10670">Brandfonbrener et al.: CoLoR-Filter</a>
   * @see <a href="https://arxiv.org/abs/2408.08310">Li et al.: ScalingFilter</a>
   */
  static PerplexityScorer difference(PerplexityScorer a, PerplexityScorer b) {
    return new DifferenceScorer(
        requireNonNull(a, "a"), requireNonNull(b, "b"), DifferenceScorer.Unit.TOKEN);
  }

  /**
   * As {@link #difference}, in nats per byte of UTF-8, for models of different tokenizers. The
   * result's {@code tokenCount} is its number of bytes.
   */
  static PerplexityScorer differencePerByte(PerplexityScorer a, PerplexityScorer b) {
    return new DifferenceScorer(
        requireNonNull(a, "a"), requireNonNull(b, "b"), DifferenceScorer.Unit.BYTE);
  }
}
