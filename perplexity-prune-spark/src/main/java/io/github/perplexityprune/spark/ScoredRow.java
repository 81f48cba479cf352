/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import com.google.common.base.Utf8;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.internal.Hashes;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import java.util.HexFormat;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way through a scoring: the input columns, after them text, id and domain, and what
 * becomes known of its score.
 */
final class ScoredRow {
  /** Columns that are appended to the input's for scoring: text, id, domain. */
  static final int APPENDED_COLUMNS = 3;

  private final Row row;
  private final int inputColumns;
  private final @Nullable Document document;
  private final long contentHash;
  private final @Nullable Long byteCount;
  private final @Nullable Long tieBreak;
  private DocumentState state = DocumentState.PENDING;
  private int fold;
  private @Nullable PerplexityScore score;
  private @Nullable String reference;
  private @Nullable String failureReason;

  /**
   * A row that is not scored yet.
   *
   * @param hasIds whether ids come from a column; else a document's text is its id
   */
  ScoredRow(Row row, boolean hasIds) {
    this.row = row;
    this.inputColumns = row.size() - APPENDED_COLUMNS;
    String text = row.getString(inputColumns);
    String id = row.getString(inputColumns + 1);
    if (text == null || (hasIds && id == null)) {
      document = null;
      contentHash = 0;
      byteCount = null;
      tieBreak = null;
      fail(
          (text == null ? "text" : "id")
              + " of a document must not be null; "
              + (text == null ? "use an empty string for a document without text" : "give it one"));
      return;
    }
    contentHash = ReferenceSplit.contentHash(text);
    tieBreak = hasIds ? Hashes.of(id) : contentHash;
    String name = hasIds ? id : "of content hash " + HexFormat.of().toHexDigits(contentHash);
    document = new Document(name, text, row.getString(inputColumns + 2));
    byteCount = (long) Utf8.encodedLength(document.text());
  }

  /** The document, unless it is missing its text or id. */
  @Nullable Document document() {
    return document;
  }

  /** The hash of the document's text; meaningful only when there is a document. */
  long contentHash() {
    return contentHash;
  }

  /** Which model scores it. */
  int fold() {
    return fold;
  }

  boolean isPending() {
    return state == DocumentState.PENDING;
  }

  void assign(DocumentState newState, int newFold) {
    state = newState;
    fold = newFold;
  }

  void scored(PerplexityScore newScore, DocumentState newState, String fingerprint) {
    score = newScore;
    state = newState;
    reference = fingerprint;
  }

  void fail(String reason) {
    state = DocumentState.FAILED;
    failureReason = reason;
  }

  /** The input columns, and the score's in the order of {@link ScoreColumns#fields()}. */
  Row toRow() {
    Object[] values = new Object[inputColumns + 8];
    for (int i = 0; i < inputColumns; i++) {
      values[i] = row.get(i);
    }
    Object[] scores = {
      score == null ? null : score.negativeLogLikelihood(),
      score == null ? null : score.tokenCount(),
      byteCount,
      state.name(),
      fold,
      tieBreak,
      reference,
      failureReason
    };
    System.arraycopy(scores, 0, values, inputColumns, scores.length);
    return RowFactory.create(values);
  }
}
