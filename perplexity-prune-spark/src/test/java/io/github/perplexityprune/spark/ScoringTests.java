/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.ReferenceModelTrainingException;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.spark.TestCorpus.Article;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scoring adds what is known of each document, and loses none. */
@SparkTest
class ScoringTests {
  private final SparkSession spark = TestSpark.local();
  private final ReferenceModelTrainer trainer =
      TestCorpus.trainer().split(ReferenceSplit.excluded(0.2)).build();

  private static SparkPruner.Builder pruner() {
    return SparkPruner.builder().engine("bigram").id("url");
  }

  @Test
  void everyDocumentIsARowWithItsStateAndReason() {
    List<Article> articles = new ArrayList<>(TestCorpus.synthetic(60).articles());
    articles.add(new Article("no text", "", null));
    articles.add(new Article(null, "", "abc abc"));
    articles.add(new Article("empty", "", ""));
    articles.add(new Article("long", "", "abc ".repeat(500)));
    SparkPruner pruner =
        pruner().domain("site").maximumDocumentCharacters(1_000).reference(trainer).build();

    List<Row> rows = pruner.score(new TestCorpus(articles).dataset(spark, 3)).collectAsList();

    assertThat(rows).hasSize(64);
    Map<String, String> states = new TreeMap<>();
    Map<String, String> reasons = new TreeMap<>();
    for (Row row : rows) {
      String url = String.valueOf(row.<String>getAs("url"));
      states.put(url, row.getAs("document_state"));
      if (row.getAs("failure_reason") != null) {
        reasons.put(url, row.getAs("failure_reason"));
      }
      boolean scored = row.getAs("document_state").equals("SCORED");
      assertThat(row.isNullAt(row.fieldIndex("negative_log_likelihood"))).isEqualTo(!scored);
      assertThat(row.isNullAt(row.fieldIndex("reference_model"))).isEqualTo(!scored);
    }
    assertThat(states).containsEntry("empty", "EMPTY").containsValues("SCORED", "REFERENCE");
    assertThat(reasons)
        .containsOnlyKeys("no text", "null", "long")
        .containsEntry(
            "no text",
            "text of a document must not be null; use an empty string for a document without text")
        .containsEntry("null", "id of a document must not be null; give it one")
        .containsEntry(
            "long",
            "document 'long' must have at most 1000 characters, but has 2000; split it, or raise"
                + " maximumDocumentCharacters");
    assertThat(pruner.progress().failures()).isEqualTo(3);
    assertThat(pruner.progress().documents())
        .isEqualTo(3 + states.values().stream().filter("SCORED"::equals).count());
    assertThat(pruner.progress().tokens()).isPositive();
  }

  @Test
  void columnsOfAnyTypeComeBackUntouchedAndIdsMayBeNumbers() {
    Dataset<Row> documents =
        TestCorpus.synthetic(30)
            .dataset(spark, 2)
            .withColumn("number", monotonically_increasing_id())
            .withColumn("nested", struct(col("site"), lit(1.5), col("url")))
            .withColumn("when", current_timestamp())
            .withColumn("list", array(col("url"), lit("b")))
            .localCheckpoint();

    Dataset<Row> scored =
        SparkPruner.builder()
            .engine("bigram")
            .id("number")
            .domain("nested.site")
            .scoreColumns(ScoreColumns.withPrefix("ppl_"))
            .reference(trainer)
            .build()
            .score(documents);

    assertThat(scored.columns())
        .startsWith(documents.columns())
        .endsWith("ppl_reference_model", "ppl_failure_reason")
        .hasSize(documents.columns().length + 8);
    assertThat(scored.select(columns(documents)).collectAsList())
        .containsExactlyElementsOf(documents.collectAsList());
  }

  private static Column[] columns(Dataset<Row> dataset) {
    return Arrays.stream(dataset.columns())
        .map(name -> col("`" + name + "`"))
        .toArray(Column[]::new);
  }

  @Test
  void trainingDoesNotDependOnThePartitions(@TempDir Path scratch) {
    TestCorpus corpus = TestCorpus.synthetic(80);
    List<String> fingerprints = new ArrayList<>();

    for (int partitions : new int[] {1, 5}) {
      Dataset<Row> scored =
          pruner().reference(trainer).build().score(corpus.dataset(spark, partitions));
      fingerprints.add(
          scored.select("reference_model").distinct().na().drop().first().getString(0));
    }

    assertThat(fingerprints.get(0)).isEqualTo(fingerprints.get(1)).startsWith("bigram-");
  }

  @Test
  void aColumnOfAScoresNameIsRefused() {
    Dataset<Row> documents = TestCorpus.synthetic(3).dataset(spark, 1).withColumn("FOLD", lit(1));

    assertThatThrownBy(() -> pruner().reference(trainer).build().score(documents))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must not have a column 'fold' yet");
  }

  @Test
  void whatIsMissingIsNamed() {
    Dataset<Row> documents = TestCorpus.synthetic(3).dataset(spark, 1);

    assertThatThrownBy(() -> pruner().build().score(documents))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("reference must be set to score");
    assertThatThrownBy(() -> pruner().reference(trainer).prune(documents))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("criterion must be set to prune");
    assertThatThrownBy(() -> pruner().reference("/no/such/folder").build().score(documents))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("/no/such/folder must be a folder with a reference model");
    assertThatThrownBy(() -> pruner().reference(trainer).build().score(documents.limit(0)))
        .isInstanceOf(ReferenceModelTrainingException.class)
        .hasMessageContaining("must leave documents to train on");
  }
}
