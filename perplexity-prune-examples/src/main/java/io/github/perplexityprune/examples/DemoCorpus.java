/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.CorpusRecord;
import java.util.stream.Stream;

/**
 * How large the demo's corpus is, and how much of it trains the reference model.
 *
 * @param documentCount how many documents there are
 * @param characterCount their length in UTF-16 units
 */
record DemoCorpus(long documentCount, long characterCount) {
  /** What two cores train on in about half a minute. */
  private static final long TRAINING_TOKENS = 400_000;

  /** A rough mean, good enough to size the reference split. */
  private static final double CHARACTERS_PER_TOKEN = 2;

  private static final double GREATEST_REFERENCE_SHARE = 0.4;

  /** Beyond about four passes over the same text a model gains nothing. */
  private static final int GREATEST_EPOCHS = 4;

  /** Reads a corpus once to measure it. */
  static DemoCorpus of(CorpusFiles files) {
    long[] sums = new long[2];
    try (Stream<CorpusRecord> documents = files.source().open()) {
      documents.forEach(
          document -> {
            sums[0]++;
            sums[1] += document.text().length();
          });
    }
    return new DemoCorpus(sums[0], sums[1]);
  }

  /** Four in ten documents, or as many as the training needs when there are plenty. */
  double referenceShare() {
    double needed = TRAINING_TOKENS * CHARACTERS_PER_TOKEN / Math.max(1, characterCount);
    return Math.min(GREATEST_REFERENCE_SHARE, needed);
  }

  /** Tokens to train on. */
  long trainingTokens() {
    double splitTokens = referenceShare() * characterCount / CHARACTERS_PER_TOKEN;
    return (long) Math.min(TRAINING_TOKENS, Math.max(1, GREATEST_EPOCHS * splitTokens));
  }
}
