/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * What the columns are called that scoring adds to a Dataset and that a selection reads.
 *
 * @param negativeLogLikelihood summed negative log-likelihood of the document's tokens in nats,
 *     {@code double}; null when it has no score
 * @param tokenCount scored tokens, {@code bigint}; null when it has no score
 * @param byteCount length of the text in bytes of UTF-8, {@code bigint}; null without a text
 * @param state the name of a {@link io.github.perplexityprune.score.DocumentState}, {@code string}
 * @param fold which of several cross-fitted reference models scores the document, {@code int}, from
 *     0 to 255
 * @param tieBreak a hash of the document's id, or of its text where documents have no ids, {@code
 *     bigint}: it orders documents of equal scores, and random selections draw by it
 * @param reference the fingerprint of the reference model, {@code string}; null when it has no
 *     score
 * @param failureReason why the document could not be scored, {@code string}; null unless it failed
 * @since 0.1
 */
public record ScoreColumns(
    String negativeLogLikelihood,
    String tokenCount,
    String byteCount,
    String state,
    String fold,
    String tieBreak,
    String reference,
    String failureReason) {

  /** Checks that there are names. */
  public ScoreColumns {
    requireNonNull(negativeLogLikelihood, "negativeLogLikelihood");
    requireNonNull(tokenCount, "tokenCount");
    requireNonNull(byteCount, "byteCount");
    requireNonNull(state, "state");
    requireNonNull(fold, "fold");
    requireNonNull(tieBreak, "tieBreak");
    requireNonNull(reference, "reference");
    requireNonNull(failureReason, "failureReason");
  }

  /**
   * {@code negative_log_likelihood}, {@code token_count}, {@code byte_count}, {@code
   * document_state}, {@code fold}, {@code tie_break}, {@code reference_model} and {@code
   * failure_reason}.
   */
  public static ScoreColumns defaults() {
    return withPrefix("");
  }

  /** The default names with a text before each. */
  public static ScoreColumns withPrefix(String prefix) {
    requireNonNull(prefix, "prefix");
    return new ScoreColumns(
        prefix + "negative_log_likelihood",
        prefix + "token_count",
        prefix + "byte_count",
        prefix + "document_state",
        prefix + "fold",
        prefix + "tie_break",
        prefix + "reference_model",
        prefix + "failure_reason");
  }

  /** The columns in the order in which scoring adds them. */
  List<StructField> fields() {
    return List.of(
        field(negativeLogLikelihood, DataTypes.DoubleType),
        field(tokenCount, DataTypes.LongType),
        field(byteCount, DataTypes.LongType),
        field(state, DataTypes.StringType),
        field(fold, DataTypes.IntegerType),
        field(tieBreak, DataTypes.LongType),
        field(reference, DataTypes.StringType),
        field(failureReason, DataTypes.StringType));
  }

  String[] names() {
    return fields().stream().map(StructField::name).toArray(String[]::new);
  }

  private static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, /* nullable= */ true);
  }
}
