/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows; the region between the comments is quoted there. */
@SparkTest
class ReadmeExampleTests {
  private final SparkSession spark = TestSpark.local();

  @Test
  void aCorpusIsScoredOnceAndSelectedFrom(@TempDir Path folder) {
    TestCorpus corpus = TestCorpus.synthetic(300);
    Dataset<Row> documents = corpus.dataset(spark, 3);
    String model = corpus.savedModel(folder.resolve("model"), ReferenceSplit.excluded(0.3));
    String scores = folder.resolve("scores").toString();
    String pruned = folder.resolve("pruned").toString();
    SparkPruner.Builder builder = SparkPruner.builder().engine(new BigramReferenceEngine().id());

    // tag::spark[]
    try (SparkPruner pruner = builder.reference(model).id("url").domain("site").build()) {
      pruner.score(documents).write().parquet(scores); // dear: once
      SparkSelection half = pruner.select(spark.read().parquet(scores), medium(0.5).perDomain());
      half.kept().write().parquet(pruned);
      System.out.println(half.summary());
    }
    // end::spark[]

    assertThat(spark.read().parquet(pruned).count()).isBetween(50L, 150L);
  }
}
