/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import com.google.common.base.Utf8;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import java.util.BitSet;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * A first reading of a source: registers every document in the store, or recognises it there, and
 * refuses early what could not work later.
 */
final class Survey {
  private final ScorerSource scorers;
  private final ScoreStore store;
  private final FailureCount failures;
  private final int maximumCharacters;
  private final BitSet waitingFolds = new BitSet();
  private long nonEmpty;
  private long scored;
  private long toScore;
  private long bytesToScore;

  private Survey(
      ScorerSource scorers, ScoreStore store, FailureCount failures, int maximumCharacters) {
    this.scorers = scorers;
    this.store = store;
    this.failures = failures;
    this.maximumCharacters = maximumCharacters;
  }

  static <T> Survey of(
      DocumentSource<T> source,
      ScorerSource scorers,
      ScoreStore store,
      FailureCount failures,
      int maximumCharacters) {
    Survey survey = new Survey(scorers, store, failures, maximumCharacters);
    long known = store.documentCount();
    long ordinal = 0;
    try (Stream<T> items = source.open()) {
      for (Iterator<T> iterator = items.iterator(); iterator.hasNext(); ordinal++) {
        Cancellation.check("surveying the source");
        Document document = source.document(iterator.next(), ordinal);
        survey.add(document, ordinal, ordinal < known);
      }
    }
    if (ordinal < known) {
      throw SourceChanged.tooFew(ordinal, known);
    }
    survey.requireWork();
    return survey;
  }

  private void add(Document document, long ordinal, boolean known) {
    String text = document.text();
    long byteCount = Utf8.encodedLength(text);
    long contentHash = ReferenceSplit.contentHash(text);
    int fold = scorers.fold(contentHash);
    DocumentState state =
        text.isEmpty()
            ? DocumentState.EMPTY
            : scorers.scores(contentHash) ? DocumentState.PENDING : DocumentState.REFERENCE;
    nonEmpty += text.isEmpty() ? 0 : 1;
    if (known) {
      state = recognise(document, store.row(ordinal), state, fold, byteCount);
    } else {
      store.register(document.id(), document.domain(), state, fold, byteCount);
      if (state == DocumentState.PENDING && text.length() > maximumCharacters) {
        state = DocumentState.FAILED;
        store.putFailure(ordinal, tooLong(document));
      }
      store.checkpoint();
    }
    count(state, ordinal, fold, byteCount);
  }

  private void count(DocumentState state, long ordinal, int fold, long byteCount) {
    if (state == DocumentState.PENDING) {
      toScore++;
      bytesToScore += byteCount;
      waitingFolds.set(fold);
    } else if (state == DocumentState.FAILED) {
      failures.add(new ScoringException(store.row(ordinal).failureReason().orElseThrow()));
    } else if (state.isRanked()) {
      scored++;
    }
  }

  /** The state of a document that the store knows, which must be this one. */
  private static DocumentState recognise(
      Document document, ScoreRow row, DocumentState state, int fold, long byteCount) {
    if (!row.id().equals(document.id()) || row.byteCount() != byteCount) {
      throw SourceChanged.another(row, document, byteCount);
    }
    boolean setAside = state == DocumentState.REFERENCE;
    if (row.fold() != fold || (row.state() == DocumentState.REFERENCE) != setAside) {
      throw new PerplexityPruneException(
          "a store must be filled with one reference split, but document '"
              + row.id()
              + "' "
              + (setAside ? "now trains the reference model and did not" : "was in another part")
              + " when the store was made; use the same split, or a new store");
    }
    return row.state();
  }

  private String tooLong(Document document) {
    return "document '"
        + document.id()
        + "' must have at most "
        + maximumCharacters
        + " characters, but has "
        + document.text().length()
        + "; split it, or raise maximumDocumentCharacters";
  }

  private void requireWork() {
    if (store.documentCount() == 0) {
      throw new PerplexityPruneException(
          "the source must have documents, but is empty; check where it reads from");
    }
    if (nonEmpty == 0) {
      throw new PerplexityPruneException(
          "the source must have documents with text, but all "
              + store.documentCount()
              + " are empty; check the function that gives a document's text");
    }
    if (toScore + scored == 0) {
      throw new PerplexityPruneException(
          "the source must leave documents to score, but of "
              + store.documentCount()
              + " documents "
              + nonEmpty
              + " have text and all of these train the reference model or are too long; use more documents, a"
              + " smaller share, or a split that includes these documents or is cross-fitted");
    }
  }

  /** Documents to score. */
  long toScore() {
    return toScore;
  }

  /** The text of the documents to score, in bytes of UTF-8. */
  long bytesToScore() {
    return bytesToScore;
  }

  /** Documents that the store had a score for already. */
  long scored() {
    return scored;
  }

  /** Whether no document of a fold waits for its score. */
  boolean isScored(int fold) {
    return !waitingFolds.get(fold);
  }
}
