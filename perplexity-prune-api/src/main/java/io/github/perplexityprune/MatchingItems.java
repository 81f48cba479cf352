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

/**
 * The objects of a source whose rows in the store match, in source order. The source is opened when
 * the first is asked for.
 */
final class MatchingItems<T> extends AbstractIterator<T> {
  private final DocumentSource<T> source;
  private final ScoreStore scores;
  private final Predicate<ScoreRow> wanted;
  private @Nullable Stream<T> opened;
  private @Nullable Iterator<T> items;
  private long ordinal;

  private MatchingItems(DocumentSource<T> source, ScoreStore scores, Predicate<ScoreRow> wanted) {
    this.source = source;
    this.scores = scores;
    this.wanted = wanted;
  }

  static <T> Stream<T> stream(
      DocumentSource<T> source, ScoreStore scores, Predicate<ScoreRow> wanted) {
    MatchingItems<T> matching = new MatchingItems<>(source, scores, wanted);
    return Streams.stream(matching).onClose(matching::close);
  }

  private Iterator<T> items() {
    Iterator<T> known = items;
    if (known == null) {
      Stream<T> stream = source.open();
      opened = stream;
      known = stream.iterator();
      items = known;
    }
    return known;
  }

  private void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Override
  protected @Nullable T computeNext() {
    Iterator<T> rest = items();
    while (rest.hasNext()) {
      T item = rest.next();
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
