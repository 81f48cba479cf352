/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import java.util.List;
import java.util.stream.Stream;

/**
 * The documents that the demo prunes, and how much of them it trains the reference model on.
 *
 * @param source the documents
 * @param documentCount how many there are
 * @param characterCount their length in UTF-16 units
 */
record DemoCorpus(DocumentSource<Article> source, long documentCount, long characterCount) {
  /** What two cores train on in about half a minute. */
  static final long TRAINING_TOKENS = 400_000;

  /** A rough mean, good enough to size the reference split. */
  private static final double CHARACTERS_PER_TOKEN = 3;

  private static final double GREATEST_REFERENCE_SHARE = 0.5;

  /** Beyond about four passes over the same text a model gains nothing. */
  private static final int GREATEST_EPOCHS = 4;

  /** A corpus of articles in memory. */
  static DemoCorpus of(List<Article> articles) {
    long characters = articles.stream().mapToLong(article -> article.text().length()).sum();
    return new DemoCorpus(Article.source(articles), articles.size(), characters);
  }

  /**
   * A corpus that is read from a file whenever it is needed; reads it once to check and measure it.
   */
  static DemoCorpus of(JsonLinesFile file) {
    try (Stream<Article> articles = file.open()) {
      long[] sums = new long[2];
      articles.forEach(
          article -> {
            sums[0]++;
            sums[1] += article.text().length();
          });
      return new DemoCorpus(
          DocumentSource.reopening(file::open, Article::text)
              .withId(Article::id)
              .withDomain(Article::domain),
          sums[0],
          sums[1]);
    }
  }

  /** Half the documents, or as many as the training needs when there are plenty. */
  double referenceShare() {
    double needed = TRAINING_TOKENS * CHARACTERS_PER_TOKEN / Math.max(1, characterCount);
    return Math.min(GREATEST_REFERENCE_SHARE, needed);
  }

  /** Trains the smallest model on the reference share. */
  ReferenceModelTrainer trainer() {
    double splitTokens = referenceShare() * characterCount / CHARACTERS_PER_TOKEN;
    long tokens = (long) Math.min(TRAINING_TOKENS, Math.max(1, GREATEST_EPOCHS * splitTokens));
    ReferenceModelConfig model = ReferenceModelConfig.tiny();
    return ReferenceModelTrainer.builder()
        .model(model)
        .training(TrainingConfig.defaultFor(model).withBudget(TrainingBudget.tokens(tokens)))
        .split(ReferenceSplit.excluded(referenceShare()))
        .build();
  }
}
