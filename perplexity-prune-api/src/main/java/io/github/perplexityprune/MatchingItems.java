/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Streams;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The objects of a source whose rows in the store match, in source order. */
final class MatchingItems<T> extends AbstractIterator<T> {
  private final Iterator<T> items;
  private final ScoreStore scores;
  private final Predicate<ScoreRow> wanted;
  private long ordinal;

  private MatchingItems(Iterator<T> items, ScoreStore scores, Predicate<ScoreRow> wanted) {
    this.items = items;
    this.scores = scores;
    this.wanted = wanted;
  }

  static <T> Stream<T> stream(
      DocumentSource<T> source, ScoreStore scores, Predicate<ScoreRow> wanted) {
    Stream<T> items = source.open();
    return Streams.stream(new MatchingItems<>(items.iterator(), scores, wanted))
        .onClose(items::close);
  }

  @Override
  protected @Nullable T computeNext() {
    while (items.hasNext()) {
      T item = items.next();
      if (ordinal == scores.documentCount()) {
        throw SourceChanged.tooMany(ordinal);
      }
      if (wanted.test(scores.row(ordinal++))) {
        return item;
      }
    }
    if (ordinal < scores.documentCount()) {
      throw SourceChanged.tooFew(ordinal, scores.documentCount());
    }
    return endOfData();
  }
}
