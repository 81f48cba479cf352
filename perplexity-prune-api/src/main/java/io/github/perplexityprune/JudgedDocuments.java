/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Streams;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.Selection;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a source with what a selection says of each, in source order. The source is opened
 * when the first is asked for.
 */
final class JudgedDocuments<T> extends AbstractIterator<JudgedDocument<T>> {
  private final DocumentSource<T> source;
  private final ScoreStore scores;
  private final Selection selection;
  private @Nullable Stream<T> opened;
  private @Nullable Iterator<T> items;
  private long ordinal;

  private JudgedDocuments(DocumentSource<T> source, ScoreStore scores, Selection selection) {
    this.source = source;
    this.scores = scores;
    this.selection = selection;
  }

  static <T> Stream<JudgedDocument<T>> stream(
      DocumentSource<T> source, ScoreStore scores, Selection selection) {
    JudgedDocuments<T> judged = new JudgedDocuments<>(source, scores, selection);
    return Streams.stream(judged).onClose(judged::close);
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
  protected @Nullable JudgedDocument<T> computeNext() {
    Iterator<T> rest = items();
    if (rest.hasNext()) {
      T item = rest.next();
      if (ordinal == scores.documentCount()) {
        throw SourceChanged.tooMany(ordinal);
      }
      ScoreRow row = scores.row(ordinal++);
      return new JudgedDocument<>(item, selection.verdict(row), row.score());
    }
    if (ordinal < scores.documentCount()) {
      throw SourceChanged.tooFew(ordinal, scores.documentCount());
    }
    return endOfData();
  }
}
