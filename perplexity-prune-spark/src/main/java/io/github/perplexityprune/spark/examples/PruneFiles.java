/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark.examples;

import io.github.perplexityprune.select.SelectionCriterion;
import io.github.perplexityprune.spark.SparkPruner;
import io.github.perplexityprune.spark.SparkSelection;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Prunes files of JSON lines or Parquet with {@code spark-submit}, and prints what becomes of their
 * domains:
 *
 * <pre>{@code
 * spark-submit --class io.github.perplexityprune.spark.examples.PruneFiles
 *     --jars (the api, an engine and what it needs) perplexity-prune-spark.jar
 *     corpus.jsonl.gz model-folder scores.parquet pruned.parquet 0.5
 * }</pre>
 *
 * <p>The documents have columns {@code id}, {@code text} and {@code domain}. Scores that are there
 * already are selected from, and not made again.
 *
 * @since 0.1
 */
public final class PruneFiles {
  private PruneFiles() {}

  /**
   * Prunes.
   *
   * @param arguments the documents, a saved reference model, where to keep scores, where to put the
   *     kept documents, and the share to keep around the median of each domain
   */
  public static void main(String[] arguments) {
    if (arguments.length != 5) {
      throw new IllegalArgumentException(
          "arguments must be documents, model, scores, pruned and rate, but were "
              + arguments.length);
    }
    SparkSession spark = SparkSession.builder().appName("perplexity-prune").getOrCreate();
    Dataset<Row> documents = read(spark, arguments[0]);
    String scores = arguments[2];
    SelectionCriterion criterion =
        SelectionCriterion.medium(Double.parseDouble(arguments[4])).perDomain();
    try (SparkPruner pruner =
        SparkPruner.builder().reference(arguments[1]).id("id").domain("domain").build()) {
      pruner.score(documents).write().mode("ignore").parquet(scores);
      SparkSelection selection = pruner.select(spark.read().parquet(scores), criterion);
      selection.kept().select("id", "text", "domain").write().parquet(arguments[3]);
      System.out.println(selection.summary());
    }
    spark.stop();
  }

  private static Dataset<Row> read(SparkSession spark, String files) {
    return files.contains(".json") ? spark.read().json(files) : spark.read().parquet(files);
  }
}
