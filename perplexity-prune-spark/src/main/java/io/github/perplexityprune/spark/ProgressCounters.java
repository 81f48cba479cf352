/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** Accumulators that executors add to while they score; Spark's pages show them by their names. */
record ProgressCounters(LongAccumulator documents, LongAccumulator tokens, LongAccumulator failures)
    implements Serializable {

  static ProgressCounters in(SparkContext spark) {
    return new ProgressCounters(
        spark.longAccumulator("perplexity-prune documents"),
        spark.longAccumulator("perplexity-prune tokens"),
        spark.longAccumulator("perplexity-prune failures"));
  }

  void scored(long tokenCount) {
    documents.add(1L);
    tokens.add(tokenCount);
  }

  void failed() {
    documents.add(1L);
    failures.add(1L);
  }

  ScoringCounts counts() {
    return new ScoringCounts(documents.sum(), tokens.sum(), failures.sum());
  }
}
