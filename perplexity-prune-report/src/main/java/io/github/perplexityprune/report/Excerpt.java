/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.score.ScoreStore;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The beginning of a document.
 *
 * @param text at most {@value #CODE_POINTS} code points in at most {@value #LINES} lines
 * @param isWhole whether that is all of it
 */
record Excerpt(String text, boolean isWhole) {
  private static final int CODE_POINTS = 600;
  private static final int LINES = 12;

  static Excerpt of(String text) {
    int end = 0;
    int lines = 1;
    for (int codePoints = 0; end < text.length() && codePoints < CODE_POINTS; codePoints++) {
      int codePoint = text.codePointAt(end);
      if (codePoint == '\n' && ++lines > LINES) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return new Excerpt(text.substring(0, end), end == text.length());
  }

  /**
   * The beginnings of some documents, in one pass over the source that ends with the last of them.
   *
   * @return by ordinal; empty when the result has no source
   * @throws PerplexityPruneException if the source no longer gives the documents that were scored
   */
  static Optional<Map<Long, Excerpt>> read(PruneResult<?> result, SortedSet<Long> ordinals) {
    return result.source().map(source -> read(source, result.scores(), ordinals));
  }

  private static <T> Map<Long, Excerpt> read(
      DocumentSource<T> source, ScoreStore scores, SortedSet<Long> ordinals) {
    Map<Long, Excerpt> excerpts = new TreeMap<>();
    try (Stream<T> items = source.open()) {
      Iterator<T> rest = items.iterator();
      for (long ordinal = 0; excerpts.size() < ordinals.size(); ordinal++) {
        if (!rest.hasNext()) {
          throw new PerplexityPruneException(
              "the source must give the documents that were scored, but ended after "
                  + ordinal
                  + " of "
                  + scores.documentCount()
                  + "; score it again");
        }
        T item = rest.next();
        if (ordinals.contains(ordinal)) {
          Document document = source.document(item, ordinal);
          requireScored(document, ordinal, scores);
          excerpts.put(ordinal, of(document.text()));
        }
      }
    }
    return excerpts;
  }

  private static void requireScored(Document document, long ordinal, ScoreStore scores) {
    String scored = scores.row(ordinal).id();
    if (!document.id().equals(scored)) {
      throw new PerplexityPruneException(
          "the source must give the documents that were scored, but document "
              + ordinal
              + " is now '"
              + document.id()
              + "' and was '"
              + scored
              + "'; score it again");
    }
  }
}
