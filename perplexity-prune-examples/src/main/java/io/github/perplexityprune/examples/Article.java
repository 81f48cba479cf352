/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import io.github.perplexityprune.DocumentSource;
import java.util.Collection;

/**
 * What a host application might have: its own type, which the library never sees the inside of.
 *
 * @param id names the article
 * @param domain where it comes from, or empty
 * @param text what is scored
 */
record Article(String id, String domain, String text) {

  /** A source of articles with their ids and domains. */
  static DocumentSource<Article> source(Collection<Article> articles) {
    return DocumentSource.of(articles, Article::text)
        .withId(Article::id)
        .withDomain(Article::domain);
  }
}
