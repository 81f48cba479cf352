/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.xxhash64;

import io.github.perplexityprune.select.SelectionCriterion;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Measures what a selection costs: synthetic scores in Parquet, by documents and partitions. A
 * main, not a test; the argument is a folder for the scores, which stay there for a second run.
 */
public final class SelectionCost {
  private static final long[] DOCUMENTS = {100_000, 1_000_000, 10_000_000};
  private static final int[] PARTITIONS = {1, 8, 64};
  private static final List<SelectionCriterion> CRITERIA =
      List.of(low(0.5), medium(0.5).perDomain());

  private SelectionCost() {}

  /** Prints a table. */
  public static void main(String[] arguments) {
    SparkSession spark = TestSpark.local();
    select(scores(spark, Path.of(arguments[0]), 100_000, 8), low(0.5)); // warms up
    System.out.println("documents | partitions | criterion | seconds | kept");
    for (long documents : DOCUMENTS) {
      for (int partitions : PARTITIONS) {
        Dataset<Row> scores = scores(spark, Path.of(arguments[0]), documents, partitions);
        for (SelectionCriterion criterion : CRITERIA) {
          long start = System.nanoTime();
          SparkSelection selection = select(scores, criterion);
          System.out.printf(
              Locale.ROOT,
              "%,d | %d | %s | %.1f | %,d%n",
              documents,
              partitions,
              criterion,
              (System.nanoTime() - start) / 1e9,
              selection.selection().keptDocumentCount());
        }
      }
    }
    spark.stop();
  }

  private static SparkSelection select(Dataset<Row> scores, SelectionCriterion criterion) {
    return SparkPruner.builder().domain("domain").build().select(scores, criterion);
  }

  /** Means between 1 and 9 nats of a hundred domains, as many files as partitions. */
  private static Dataset<Row> scores(SparkSession spark, Path folder, long count, int partitions) {
    String files = folder.resolve(count + "-" + partitions).toUri().toString();
    spark
        .range(0, count, 1, partitions)
        .select(
            xxhash64(col("id"))
                .divide(pow(lit(2.0), lit(61.0)))
                .plus(5)
                .multiply(col("id").mod(1000).plus(1))
                .as("negative_log_likelihood"),
            col("id").mod(1000).plus(1).as("token_count"),
            lit("SCORED").as("document_state"),
            xxhash64(col("id"), lit("tie")).as("tie_break"),
            concat(lit("domain "), col("id").mod(100)).as("domain"))
        .write()
        .mode("ignore")
        .parquet(files);
    spark.conf().set("spark.sql.files.maxPartitionBytes", "1g");
    spark.conf().set("spark.sql.files.openCostInBytes", "1g");
    return spark.read().parquet(files);
  }
}
