/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.PerplexityPruneException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selecting needs only scores, wherever they come from. */
@SparkTest
class SelectingTests {
  private final SparkSession spark = TestSpark.local();
  private final SparkPruner pruner = SparkPruner.builder().id("id").build();

  @AfterEach
  void restoreSettings() {
    spark.conf().unset("spark.sql.ansi.enabled");
  }

  /** Documents 0 to 99 with means of as many nats, as another program would give them. */
  private Dataset<Row> hundred() {
    return spark
        .range(0, 100, 1, 4)
        .toDF()
        .select(
            col("id"),
            col("id").multiply(2).cast("double").as("negative_log_likelihood"),
            lit(2).as("token_count"),
            lit("SCORED").as("document_state"));
  }

  private static List<Long> ids(Dataset<Row> rows) {
    return rows.select("id").orderBy("id").as(Encoders.LONG()).collectAsList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void scoresFromElsewhereNeedFourColumns(String ansi) {
    spark.conf().set("spark.sql.ansi.enabled", ansi);

    SparkSelection selection = pruner.select(hundred(), medium(0.02));

    assertThat(ids(selection.kept())).containsExactly(49L, 50L);
    assertThat(selection.kept().columns()).isEqualTo(hundred().columns());
    assertThat(selection.dropped().count()).isEqualTo(98);
    assertThat(selection.selection().keptTokenCount()).isEqualTo(4);
    assertThat(selection)
        .hasToString("medium(0.02) keeps 2 documents of 4 tokens; 100 documents were ranked");
  }

  @Test
  void scoresInFilesAreSelectedFromLater(@TempDir Path scratch) {
    String folder = scratch.resolve("scores").toString();
    hundred().write().parquet(folder);

    assertThat(ids(pruner.select(spark.read().parquet(folder), high(0.03)).kept()))
        .containsExactly(97L, 98L, 99L);
  }

  @Test
  void everyRowHasAVerdict() {
    Dataset<Row> scored =
        hundred()
            .withColumn(
                "document_state",
                when(col("id").lt(10), lit("EMPTY")).otherwise(col("document_state")));

    Dataset<Row> verdicts = pruner.select(scored, low(0.1)).verdicts("verdict");

    assertThat(verdicts.groupBy("verdict").count().orderBy("verdict").collectAsList().toString())
        .isEqualTo("[[ABOVE_BAND,81], [EMPTY,10], [KEPT,9]]");
  }

  @Test
  void copiesAtACutAreDroppedTogetherAndOthersAreNot() {
    Dataset<Row> copies =
        hundred().withColumn("id", when(col("id").between(40, 59), lit(7)).otherwise(col("id")));
    Dataset<Row> tied = copies.withColumn("negative_log_likelihood", lit(3.0));

    assertThat(pruner.select(copies, low(0.5)).kept().count()).isEqualTo(50);
    assertThat(pruner.select(tied, low(0.9)).kept().count()).isBetween(70L, 90L);
    assertThat(pruner.select(tied, low(1)).kept().count()).isEqualTo(100);
  }

  @Test
  void nothingIsKeptOfNothing() {
    SparkSelection selection = pruner.select(hundred().limit(0), low(0.5));

    assertThat(selection.kept().count()).isZero();
    assertThat(selection.summary().warnings()).isNotEmpty();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> pruner.select(hundred().drop("token_count"), low(0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must have the number of scored tokens in column 'token_count'");
    assertThatThrownBy(() -> SparkPruner.builder().build().select(hundred().drop("id"), low(0.5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must tell documents of equal scores apart");
  }

  @Test
  void scoresOfDifferentModelsAreNotMixed() {
    Dataset<Row> mixed =
        hundred().withColumn("reference_model", when(col("id").gt(50), "a").otherwise("b"));

    assertThatThrownBy(() -> pruner.select(mixed, low(0.5)))
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageContaining("scores of different reference models must not be mixed");
  }

  @Test
  void aScoreThatCannotBeRankedFailsTheJobWithItsReason() {
    Dataset<Row> notANumber =
        hundred()
            .withColumn(
                "negative_log_likelihood",
                when(col("id").equalTo(3), lit(Double.NaN)).otherwise(lit(1.0)));

    assertThatThrownBy(() -> pruner.select(notANumber, low(0.5)))
        .isInstanceOf(SparkException.class)
        .hasStackTraceContaining(
            "the negative log-likelihood of a scored document must be finite, but was NaN");
    assertThatThrownBy(
            () -> pruner.select(hundred().withColumn("document_state", lit("done")), low(0.5)))
        .hasStackTraceContaining("the state of a document must be one of");
  }
}
