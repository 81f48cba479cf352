/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import com.google.common.base.Utf8;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreStore;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * A first reading of a source: registers every document in the store, and refuses early what could
 * not work later.
 *
 * @param documentCount documents in the source
 * @param toScore documents to score
 * @param bytesToScore their text in bytes of UTF-8
 */
record Survey(long documentCount, long toScore, long bytesToScore) {

  static <T> Survey of(
      DocumentSource<T> source,
      ScorerSource scorers,
      ScoreStore store,
      FailureCount failures,
      int maximumCharacters) {
    long toScore = 0;
    long bytesToScore = 0;
    long nonEmpty = 0;
    try (Stream<T> items = source.open()) {
      for (Iterator<T> iterator = items.iterator(); iterator.hasNext(); ) {
        Cancellation.check("surveying the source");
        Document document = source.document(iterator.next(), store.documentCount());
        String text = document.text();
        long byteCount = Utf8.encodedLength(text);
        long contentHash = ReferenceSplit.contentHash(text);
        DocumentState state =
            text.isEmpty()
                ? DocumentState.EMPTY
                : scorers.scores(contentHash) ? DocumentState.PENDING : DocumentState.REFERENCE;
        long ordinal =
            store.register(
                document.id(), document.domain(), state, scorers.fold(contentHash), byteCount);
        nonEmpty += text.isEmpty() ? 0 : 1;
        if (state == DocumentState.PENDING && text.length() > maximumCharacters) {
          String reason = tooLong(document, maximumCharacters);
          store.putFailure(ordinal, reason);
          failures.add(new ScoringException(reason));
        } else if (state == DocumentState.PENDING) {
          toScore++;
          bytesToScore += byteCount;
        }
      }
    }
    Survey survey = new Survey(store.documentCount(), toScore, bytesToScore);
    survey.requireWork(nonEmpty);
    return survey;
  }

  private static String tooLong(Document document, int maximumCharacters) {
    return "document '"
        + document.id()
        + "' must have at most "
        + maximumCharacters
        + " characters, but has "
        + document.text().length()
        + "; split it, or raise maximumDocumentCharacters";
  }

  private void requireWork(long nonEmpty) {
    if (documentCount == 0) {
      throw new PerplexityPruneException(
          "the source must have documents, but is empty; check where it reads from");
    }
    if (nonEmpty == 0) {
      throw new PerplexityPruneException(
          "the source must have documents with text, but all "
              + documentCount
              + " are empty; check the function that gives a document's text");
    }
    if (toScore == 0) {
      throw new PerplexityPruneException(
          "the source must leave documents to score, but of "
              + documentCount
              + " documents "
              + nonEmpty
              + " have text and all of these train the reference model or are too long; use more documents, a"
              + " smaller share, included(share) or crossFitted(k)");
    }
  }
}
