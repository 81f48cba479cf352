/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.github.perplexityprune.internal.Hashes;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.select.Selection;
import io.github.perplexityprune.select.Verdict;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF6;
import org.apache.spark.sql.types.DataTypes;

/**
 * Where the scores of a Dataset are.
 *
 * @param negativeLogLikelihood summed, in nats
 * @param tokenCount scored tokens
 * @param state the name of a {@link DocumentState}
 * @param fold 0 where there is no such column
 * @param domain empty where there is no such column
 * @param tieBreak computed from the id or the text where there is no such column
 * @param reference the fingerprint where there is a score; null where there is no such column
 */
record ScoredView(
    Column negativeLogLikelihood,
    Column tokenCount,
    Column state,
    Column fold,
    Column domain,
    Column tieBreak,
    Column reference) {

  /**
   * Finds the scores.
   *
   * @throws IllegalArgumentException if a column that is needed is missing; the message names it
   */
  static ScoredView of(Dataset<Row> scored, ScoreColumns names, DocumentColumns documents) {
    Column state = required(scored, names.state(), "the state of a document").cast("string");
    return new ScoredView(
        required(scored, names.negativeLogLikelihood(), "the summed negative log-likelihood")
            .cast("double"),
        required(scored, names.tokenCount(), "the number of scored tokens").cast("bigint"),
        state,
        optional(scored, names.fold(), lit(0)).cast("int"),
        documents.domainColumn(),
        tieBreak(scored, names, documents),
        when(
            state.isin(
                Arrays.stream(DocumentState.values())
                    .filter(DocumentState::isRanked)
                    .map(DocumentState::name)
                    .toArray()),
            optional(scored, names.reference(), lit(null)).cast("string")));
  }

  private static Column required(Dataset<Row> scored, String name, String meaning) {
    if (DocumentColumns.has(scored, name)) {
      return col(name);
    }
    throw new IllegalArgumentException(
        "a Dataset to select from must have "
            + meaning
            + " in column '"
            + name
            + "', but has "
            + Arrays.toString(scored.columns())
            + "; score it first, or name its columns with scoreColumns(...)");
  }

  private static Column optional(Dataset<Row> scored, String name, Column otherwise) {
    return DocumentColumns.has(scored, name) ? coalesce(col(name), otherwise) : otherwise;
  }

  private static Column tieBreak(
      Dataset<Row> scored, ScoreColumns names, DocumentColumns documents) {
    if (DocumentColumns.has(scored, names.tieBreak())) {
      return col(names.tieBreak()).cast("bigint");
    }
    if (documents.id().isPresent()) {
      return hash(documents.idColumn());
    }
    if (DocumentColumns.has(scored, documents.text())) {
      return hash(documents.textColumn());
    }
    throw new IllegalArgumentException(
        "a Dataset to select from must tell documents of equal scores apart, but has neither '"
            + names.tieBreak()
            + "' nor '"
            + documents.text()
            + "'; name a column of unique ids with id(...)");
  }

  private static Column hash(Column name) {
    UDF1<String, Long> hash = known -> known == null ? null : Hashes.of(known);
    return udf(hash, DataTypes.LongType).apply(name);
  }

  /** What {@link ScoreReader} reads, in its order. */
  Column[] columns() {
    return new Column[] {negativeLogLikelihood, tokenCount, state, fold, domain, tieBreak};
  }

  /** The name of the {@link Verdict} on a document. */
  Column verdict(Selection selection, ScoreReader reader) {
    UDF6<Double, Long, String, Integer, String, Long, String> verdict =
        (sum, tokens, state, fold, domain, tie) ->
            selection.verdict(reader.read(sum, tokens, state, fold, domain, tie)).name();
    return udf(verdict, DataTypes.StringType).apply(columns());
  }
}
