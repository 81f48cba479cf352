/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.PerplexityScorer;
import java.util.List;

/** What a host application might hold. Its body is its perplexity. */
record Article(String name, String body, String site) {

  /** Scores a document whose text is a number with that perplexity; fails for any other text. */
  static final PerplexityScorer SCORER =
      document -> {
        try {
          return PerplexityScore.ofPerplexity(Double.parseDouble(document.text()));
        } catch (NumberFormatException e) {
          throw new ScoringException("document '" + document.id() + "' is no number", e);
        }
      };

  static Article of(String name, double perplexity) {
    return new Article(name, Double.toString(perplexity), "");
  }

  static DocumentSource<Article> source(Article... articles) {
    return source(List.of(articles));
  }

  static DocumentSource<Article> source(List<Article> articles) {
    return described(DocumentSource.of(articles, Article::body));
  }

  static DocumentSource<Article> described(DocumentSource<Article> source) {
    return source.withId(Article::name).withDomain(Article::site);
  }
}
