/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import com.google.common.collect.AbstractIterator;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreSink;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.IntFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a partition with their scores, in order. Documents are scored a chunk at a time:
 * large enough to fill an engine's batches, small enough that tasks take turns. A partition gives
 * the same chunks, and so the same scores, whenever it is computed.
 */
final class ScoredRows extends AbstractIterator<Row> {
  private static final int CHUNK_DOCUMENTS = 1024;
  private static final int CHUNK_CHARACTERS = 1 << 20;

  private final Iterator<Row> rows;
  private final Options options;
  private final IntFunction<OpenModel> models;
  private final ProgressCounters progress;
  private final Queue<ScoredRow> done = new ArrayDeque<>();

  /** A row whose document was handed to a model. */
  private record Waiting(ScoredRow row, Document document) {}

  /**
   * What is the same for all partitions.
   *
   * @param foldCount how many models there are
   * @param hasIds whether ids come from a column
   * @param maximumCharacters documents with more of them fail
   */
  record Options(int foldCount, boolean hasIds, int maximumCharacters) implements Serializable {}

  ScoredRows(
      Iterator<Row> rows,
      Options options,
      IntFunction<OpenModel> models,
      ProgressCounters progress) {
    this.rows = rows;
    this.options = options;
    this.models = models;
    this.progress = progress;
  }

  @Override
  protected @Nullable Row computeNext() {
    if (done.isEmpty() && rows.hasNext()) {
      scoreChunk();
    }
    ScoredRow next = done.poll();
    return next == null ? endOfData() : next.toRow();
  }

  private void scoreChunk() {
    List<List<Waiting>> pending = new ArrayList<>();
    for (int fold = 0; fold < options.foldCount; fold++) {
      pending.add(new ArrayList<>());
    }
    long characters = 0;
    while (rows.hasNext() && done.size() < CHUNK_DOCUMENTS && characters < CHUNK_CHARACTERS) {
      ScoredRow row = new ScoredRow(rows.next(), options.hasIds);
      done.add(row);
      Document document = row.document();
      if (document == null) {
        progress.failed();
        continue;
      }
      characters += document.text().length();
      assign(row, document);
      if (row.isPending()) {
        pending.get(row.fold()).add(new Waiting(row, document));
      }
    }
    for (int fold = 0; fold < options.foldCount; fold++) {
      if (!pending.get(fold).isEmpty()) {
        score(pending.get(fold), models.apply(fold));
      }
    }
  }

  /** Decides as a pruning on one machine does. */
  private void assign(ScoredRow row, Document document) {
    Optional<ReferenceSplit> split = models.apply(0).training().map(TrainingReport::split);
    long contentHash = row.contentHash();
    int fold = options.foldCount == 1 ? 0 : split.orElseThrow().fold(contentHash);
    if (document.text().isEmpty()) {
      row.assign(DocumentState.EMPTY, fold);
    } else if (split.isPresent() && !split.get().scores(contentHash)) {
      row.assign(DocumentState.REFERENCE, fold);
    } else {
      row.assign(DocumentState.PENDING, fold);
      if (document.text().length() > options.maximumCharacters) {
        row.fail(
            "document '"
                + document.id()
                + "' must have at most "
                + options.maximumCharacters
                + " characters, but has "
                + document.text().length()
                + "; split it, or raise maximumDocumentCharacters");
        progress.failed();
      }
    }
  }

  private void score(List<Waiting> pending, OpenModel model) {
    List<Document> documents = pending.stream().map(Waiting::document).toList();
    Outcomes outcomes = new Outcomes(pending.iterator(), model);
    model.scoreAll(documents, outcomes);
    if (outcomes.waiting.hasNext()) {
      throw new PerplexityPruneException(
          "a scorer must report every document, but left some out, the first of them '"
              + outcomes.waiting.next().document.id()
              + "'");
    }
  }

  /** Takes down what becomes of documents, which are reported in order. */
  private final class Outcomes implements ScoreSink {
    private final Iterator<Waiting> waiting;
    private final OpenModel model;

    Outcomes(Iterator<Waiting> waiting, OpenModel model) {
      this.waiting = waiting;
      this.model = model;
    }

    @Override
    public void scored(Document document, PerplexityScore score) {
      ScoredRow row = waiting.next().row;
      boolean seen =
          model
              .training()
              .map(report -> report.split().trains(row.contentHash(), report.fold()))
              .orElse(false);
      DocumentState state = seen ? DocumentState.SCORED_BY_ITS_REFERENCE : DocumentState.SCORED;
      row.scored(score, state, model.fingerprint());
      progress.scored(score.tokenCount());
    }

    @Override
    public void failed(Document document, ScoringException reason) {
      waiting.next().row.fail(String.valueOf(reason.getMessage()));
      progress.failed();
    }
  }
}
