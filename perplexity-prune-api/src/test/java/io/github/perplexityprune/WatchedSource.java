/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import java.util.List;
import java.util.stream.Stream;

/** Articles that count how often they are opened and closed, and how many are read. */
final class WatchedSource {
  private final List<Article> articles;
  private int openedCount;
  private int openCount;
  private int readCount;

  WatchedSource(List<Article> articles) {
    this.articles = articles;
  }

  DocumentSource<Article> source() {
    return Article.described(DocumentSource.reopening(this::open, Article::body));
  }

  private Stream<Article> open() {
    openedCount++;
    openCount++;
    return articles.stream().peek(article -> readCount++).onClose(() -> openCount--);
  }

  int openedCount() {
    return openedCount;
  }

  int openCount() {
    return openCount;
  }

  int readCount() {
    return readCount;
  }
}
