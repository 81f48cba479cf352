/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.score;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The scores of a source's documents: dear to make, cheap to select from, so they are kept apart
 * from any selection.
 *
 * <p>Documents are registered in source order and then given a score, a failure or nothing. A store
 * never mixes scores of different reference models: {@link #recordReference} fixes the fingerprint
 * of each fold's model. Stores are not thread-safe.
 *
 * @since 0.1
 */
public interface ScoreStore extends Scores, AutoCloseable {

  /**
   * An empty store in memory: 17 bytes a document, 4 more with domains, plus the ids when the
   * source has its own.
   */
  static ScoreStore inMemory() {
    return new InMemoryScoreStore();
  }

  /**
   * Registers the next document.
   *
   * @param id the document's id
   * @param domain its domain, or empty
   * @param state {@link DocumentState#PENDING}, {@link DocumentState#REFERENCE} or {@link
   *     DocumentState#EMPTY}
   * @param fold which reference model is to score it, from 0 to 255
   * @param byteCount length of its text in bytes of UTF-8
   * @return its ordinal: the number of documents registered before it
   */
  long register(String id, String domain, DocumentState state, int fold, long byteCount);

  /**
   * Records a registered document's score.
   *
   * @param state {@link DocumentState#SCORED} or {@link DocumentState#SCORED_BY_ITS_REFERENCE}
   * @throws IllegalArgumentException if {@code state} is another one, or the document is not
   *     registered
   */
  void putScore(long ordinal, PerplexityScore score, DocumentState state);

  /** Records that a registered document could not be scored, and why. */
  void putFailure(long ordinal, String reason);

  /**
   * Says that scoring can go on from what is recorded now. A durable store that is closed or killed
   * holds what was recorded up to one of these calls and nothing after it: as a rule the last, at
   * worst one of a few seconds before, since calls come often and a store may let some pass. The
   * in-memory store does nothing.
   */
  void checkpoint();

  /**
   * Records which model scores a fold.
   *
   * @throws IllegalStateException if the fold was scored by a model of another fingerprint
   */
  void recordReference(int fold, String fingerprint);

  /** The fingerprints of the reference models, one a fold; empty before the first is recorded. */
  List<String> references();

  /**
   * The distinct domains in order of first appearance; a row's {@link ScoreRow#domain()} is an
   * index into it.
   */
  @Override
  List<String> domains();

  /** Number of registered documents. */
  long documentCount();

  /** Visits every document in source order. Cost: one pass over the store. */
  void forEach(Consumer<? super ScoreRow> visitor);

  /** Counts every document in {@code empty} itself, in source order. */
  @Override
  default <T extends ScoreTally<T>> T tally(T empty) {
    forEach(empty::count);
    return empty;
  }

  /**
   * The row of one document, which stays valid.
   *
   * @throws IndexOutOfBoundsException if there is no such document
   */
  ScoreRow row(long ordinal);

  /** The ordinal of the first document with an id; one pass over the store at worst. */
  OptionalLong find(String id);

  /**
   * Releases what the store holds; the in-memory store needs no closing. A durable store keeps what
   * a last {@link #checkpoint()} allows, as if its process had ended.
   */
  @Override
  void close();
}
