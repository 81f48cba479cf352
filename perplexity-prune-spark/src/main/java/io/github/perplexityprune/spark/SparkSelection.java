/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.not;

import io.github.perplexityprune.PruneSummary;
import io.github.perplexityprune.select.Selection;
import io.github.perplexityprune.select.Verdict;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a criterion keeps of a scored Dataset. The Datasets are lazy: each row is decided about when
 * it is read, by itself, without a shuffle.
 *
 * @since 0.1
 */
public final class SparkSelection {
  private final Dataset<Row> scored;
  private final DatasetScores scores;
  private final Selection selection;
  private final Column verdict;

  SparkSelection(Dataset<Row> scored, DatasetScores scores, Selection selection, Column verdict) {
    this.scored = scored;
    this.scores = scores;
    this.selection = selection;
    this.verdict = verdict;
  }

  /** The kept rows, with all their columns. */
  public Dataset<Row> kept() {
    return scored.filter(verdict.isin(keptNames()));
  }

  /** The dropped rows, with all their columns; also those that trained the reference model. */
  public Dataset<Row> dropped() {
    return scored.filter(not(verdict.isin(keptNames())));
  }

  /**
   * All rows, with what was decided about each and why.
   *
   * @param column the name of a new column with the name of the {@link Verdict}
   */
  public Dataset<Row> verdicts(String column) {
    return scored.withColumn(requireNonNull(column, "column"), verdict);
  }

  private static Object[] keptNames() {
    return Arrays.stream(Verdict.values()).filter(Verdict::isKept).map(Verdict::name).toArray();
  }

  /** Counts and thresholds. */
  public Selection selection() {
    return selection;
  }

  /**
   * Counts, thresholds, domains before and after, and the distribution of scores. Cost: some seven
   * passes over the scores.
   */
  public PruneSummary summary() {
    return PruneSummary.of(scores, selection);
  }

  /** The selection's counts. */
  @Override
  public String toString() {
    return selection.toString();
  }
}
