/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static org.apache.spark.sql.functions.col;

import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.reference.Precision;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Adds score columns to Datasets. */
final class DatasetScoring {
  /** Begins the names of columns that exist within a scoring only. */
  private static final String APPENDED = "perplexity-prune ";

  private final Reference reference;
  private final @Nullable String engine;
  private final @Nullable Precision precision;
  private final DocumentColumns documentColumns;
  private final ScoreColumns scoreColumns;
  private final int maximumDocumentCharacters;
  private final PruneListener listener;
  private final List<ProgressCounters> progress = new ArrayList<>();

  DatasetScoring(
      Reference reference,
      @Nullable String engine,
      @Nullable Precision precision,
      DocumentColumns documentColumns,
      ScoreColumns scoreColumns,
      int maximumDocumentCharacters,
      PruneListener listener) {
    this.reference = reference;
    this.engine = engine;
    this.precision = precision;
    this.documentColumns = documentColumns;
    this.scoreColumns = scoreColumns;
    this.maximumDocumentCharacters = maximumDocumentCharacters;
    this.listener = listener;
  }

  /** See {@link SparkPruner#score}. */
  Dataset<Row> score(Dataset<?> documents) {
    requireFreeNames(documents);
    Column text = documentColumns.textColumn();
    ReferenceFiles files =
        new ReferenceFiles(reference.send(documents, text, listener), engine, precision);
    ProgressCounters counters = ProgressCounters.in(documents.sparkSession().sparkContext());
    synchronized (progress) {
      progress.add(counters);
    }
    StructType schema = documents.schema();
    for (StructField field : scoreColumns.fields()) {
      schema = schema.add(field);
    }
    ScoredRows.Options options =
        new ScoredRows.Options(
            files.foldCount(), documentColumns.id().isPresent(), maximumDocumentCharacters);
    return documents
        .select(
            col("*"),
            text.as(APPENDED + "text"),
            documentColumns.idColumn().as(APPENDED + "id"),
            documentColumns.domainColumn().as(APPENDED + "domain"))
        .mapPartitions(new ScoringTask(files, options, counters), Encoders.row(schema));
  }

  private void requireFreeNames(Dataset<?> documents) {
    for (String name : scoreColumns.names()) {
      for (String taken : documents.columns()) {
        if (taken.equalsIgnoreCase(name)) {
          throw new IllegalArgumentException(
              "a Dataset to score must not have a column '"
                  + name
                  + "' yet, but has; drop it, or choose other names with"
                  + " scoreColumns(ScoreColumns.withPrefix(...))");
        }
      }
    }
  }

  /** How far all scorings so far have come. */
  ScoringCounts progress() {
    synchronized (progress) {
      return progress.stream()
          .map(ProgressCounters::counts)
          .reduce(ScoringCounts.NONE, ScoringCounts::plus);
    }
  }
}
