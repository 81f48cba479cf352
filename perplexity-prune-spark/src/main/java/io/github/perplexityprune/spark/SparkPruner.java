/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.internal.SetOnce;
import io.github.perplexityprune.reference.Precision;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.select.SelectionCriterion;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Prunes a corpus in a Dataset by perplexity, and keeps the documents that {@link Pruner} would
 * keep on one machine, however the Dataset is partitioned.
 *
 * <pre>{@code
 * Dataset<Row> kept = SparkPruner.builder()
 *     .reference("hdfs:///models/reference")
 *     .id("url")
 *     .domain("source")
 *     .criterion(medium(0.5).perDomain())
 *     .prune(documents);
 * }</pre>
 *
 * <p>Scores are dear and selections cheap, so for a large corpus write the scores to files once and
 * select from these:
 *
 * <pre>{@code
 * pruner.score(documents).write().parquet(folder);
 * pruner.select(spark.read().parquet(folder), low(0.5)).kept().write().parquet(pruned);
 * }</pre>
 *
 * <p>Documents need no ids. Without {@link Builder#id} a document's text is its id, so that copies
 * of a text are copies of a document. Where an end of a band falls among copies (of an id, with the
 * same score), all of them are dropped, because nothing that a Dataset guarantees tells them apart;
 * otherwise the count is exact.
 *
 * <p>Needs a session of its own JVM, not one of Spark Connect, on JDK 17 or 21: from JDK 24 on the
 * Hadoop client of Spark 4.1 fails with "getSubject is not supported". Immutable but for what
 * {@link #prune} has cached.
 *
 * @since 0.1
 */
public final class SparkPruner implements AutoCloseable {

  /** Default name of the column with the text. */
  public static final String DEFAULT_TEXT_COLUMN = "text";

  private static final Logger LOGGER = System.getLogger(SparkPruner.class.getName());

  private final @Nullable SelectionCriterion criterion;
  private final DocumentColumns documentColumns;
  private final ScoreColumns scoreColumns;
  private final @Nullable DatasetScoring scoring;
  private final List<Dataset<Row>> cached = new ArrayList<>();

  private SparkPruner(Builder builder) {
    this.criterion = builder.criterion.orNull();
    this.documentColumns =
        new DocumentColumns(
            builder.text.orElseGet(() -> DEFAULT_TEXT_COLUMN),
            Optional.ofNullable(builder.id.orNull()),
            Optional.ofNullable(builder.domain.orNull()));
    this.scoreColumns = builder.scoreColumns.orElseGet(ScoreColumns::defaults);
    Reference reference = builder.reference.orNull();
    this.scoring =
        reference == null
            ? null
            : new DatasetScoring(
                reference,
                builder.engine.orNull(),
                builder.precision.orNull(),
                documentColumns,
                scoreColumns,
                builder.maximumDocumentCharacters.orElseGet(
                    () -> Pruner.DEFAULT_MAXIMUM_DOCUMENT_CHARACTERS),
                builder.listener.orElseGet(() -> PruneListener.NONE));
  }

  /** A builder; to score it needs a reference, to select nothing. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Scores the documents and keeps those that the criterion selects. The reference model is
   * trained, and the documents are scored, during the call; the result is read lazily.
   *
   * <p>The scored documents stay cached, in memory and on the executors' disks, until {@link
   * #close()} or the end of the session: close when the result has been used. To keep them in files
   * instead, use {@link #score} and {@link #select}.
   *
   * @return the kept rows, with the columns of {@code documents}
   * @throws IllegalStateException if no reference or no criterion was set
   * @throws PerplexityPruneException as for {@link #score} and {@link #select}
   */
  public Dataset<Row> prune(Dataset<?> documents) {
    if (criterion == null) {
      throw new IllegalStateException(
          "criterion must be set to prune, for example criterion(low(0.5))");
    }
    Dataset<Row> scored = score(documents).persist();
    synchronized (cached) {
      cached.add(scored);
    }
    return select(scored, criterion).kept().drop(scoreColumns.names());
  }

  /**
   * Adds its score to each document. A reference model is trained during the call; the documents
   * are scored when the result is read, each time anew, so write it or cache it. A document that
   * cannot be scored is a row with a reason, never a failed job.
   *
   * @return all rows with all their columns, and those of {@link ScoreColumns}
   * @throws IllegalStateException if no reference was set
   * @throws IllegalArgumentException if the Dataset has a column of one of these names already
   * @throws CheckpointException if the model's folder cannot be read
   * @throws PerplexityPruneException if the reference model cannot be trained
   */
  public Dataset<Row> score(Dataset<?> documents) {
    if (scoring == null) {
      throw new IllegalStateException(
          "reference must be set to score, for example reference(\"hdfs:///models/reference\")");
    }
    return scoring.score(documents);
  }

  /**
   * Selects from scores. Needs no reference, and of {@code scored} only the columns of the summed
   * negative log-likelihood, the tokens and the state, with the tie break, the id or the text.
   *
   * <p>Reads the Dataset twice during the call, so it should be read from files or cached; 30 bytes
   * a document stay cached until the selection is garbage. No score comes to the driver, only
   * counts, in five to seven jobs, and more for many domains.
   *
   * @param scored gives the same rows whenever it is computed
   * @throws IllegalArgumentException if a column is missing
   * @throws PerplexityPruneException if scores of several reference models are mixed, or there are
   *     more than a million domains
   */
  public SparkSelection select(Dataset<?> scored, SelectionCriterion criterion) {
    requireNonNull(criterion, "criterion");
    Dataset<Row> rows = scored.toDF();
    ScoredView view = ScoredView.of(rows, scoreColumns, documentColumns);
    DatasetScores scores = DatasetScores.of(rows, view);
    var selection = criterion.select(scores);
    if (selection.keptDocumentCount() == 0) {
      LOGGER.log(Logger.Level.WARNING, "nothing was kept: {0}", selection);
    }
    return new SparkSelection(rows, scores, selection, view.verdict(selection, scores.reader()));
  }

  /** How far all the scorings of this pruner have come. */
  public ScoringCounts progress() {
    return scoring == null ? ScoringCounts.NONE : scoring.progress();
  }

  /** Lets go of what {@link #prune} has cached; its results cost a scoring from then on. */
  @Override
  public void close() {
    synchronized (cached) {
      cached.forEach(Dataset::unpersist);
      cached.clear();
    }
  }

  /** Builds a {@link SparkPruner}. Each option may be set once. Not thread-safe. */
  public static final class Builder {
    private final SetOnce<Reference> reference = new SetOnce<>("reference");
    private final SetOnce<String> engine = new SetOnce<>("engine");
    private final SetOnce<Precision> precision = new SetOnce<>("precision");
    private final SetOnce<SelectionCriterion> criterion = new SetOnce<>("criterion");
    private final SetOnce<String> text = new SetOnce<>("text");
    private final SetOnce<String> id = new SetOnce<>("id");
    private final SetOnce<String> domain = new SetOnce<>("domain");
    private final SetOnce<ScoreColumns> scoreColumns = new SetOnce<>("scoreColumns");
    private final SetOnce<Integer> maximumDocumentCharacters =
        new SetOnce<>("maximumDocumentCharacters");
    private final SetOnce<PruneListener> listener = new SetOnce<>("listener");

    private Builder() {}

    /**
     * Scores with a saved model. The documents that its split set aside are recognised by their
     * texts and set aside here too.
     *
     * @param folder of any file system that Spark reads; the driver reads it and Spark sends it to
     *     the executors
     */
    public Builder reference(String folder) {
      reference.set(new Reference.Saved(requireNonNull(folder, "reference")));
      return this;
    }

    /**
     * Trains a reference model on the driver, on the part of the documents that the trainer's split
     * draws: choose a share that one machine can train on. The weights do not depend on the order
     * or the partitions of the Dataset. A cross-fitted split trains its models one after another,
     * and has all of them open on each executor.
     */
    public Builder reference(ReferenceModelTrainer trainer) {
      reference.set(new Reference.Trained(requireNonNull(trainer, "reference")));
      return this;
    }

    /** The id of the engine that scores, needed only when several are on the class path. */
    public Builder engine(String engineId) {
      engine.set(engineId);
      return this;
    }

    /**
     * The numbers that executors score in. When unset each uses its processor's own, float32 on a
     * CPU and bfloat16 on a GPU: set it if a job has executors of both kinds.
     */
    public Builder precision(Precision newPrecision) {
      precision.set(newPrecision);
      return this;
    }

    /** Which documents {@link #prune} keeps. */
    public Builder criterion(SelectionCriterion newCriterion) {
      criterion.set(newCriterion);
      return this;
    }

    /** The column with the text, {@value SparkPruner#DEFAULT_TEXT_COLUMN} when unset. */
    public Builder text(String column) {
      text.set(column);
      return this;
    }

    /**
     * The column with a unique name for each document, of any type that casts to a string: it
     * orders documents of equal scores. When unset a document's text is its id.
     */
    public Builder id(String column) {
      id.set(column);
      return this;
    }

    /** The column with the domain; null is none. No document has a domain when unset. */
    public Builder domain(String column) {
      domain.set(column);
      return this;
    }

    /** What the columns with scores are called; {@link ScoreColumns#defaults()} when unset. */
    public Builder scoreColumns(ScoreColumns names) {
      scoreColumns.set(names);
      return this;
    }

    /**
     * The greatest length of a document in UTF-16 units; longer ones are not scored and fail.
     * {@value Pruner#DEFAULT_MAXIMUM_DOCUMENT_CHARACTERS} when unset.
     *
     * @param characters at least 1
     */
    public Builder maximumDocumentCharacters(int characters) {
      if (characters < 1) {
        throw new IllegalArgumentException(
            "maximumDocumentCharacters must be at least 1, but was " + characters);
      }
      maximumDocumentCharacters.set(characters);
      return this;
    }

    /**
     * Who is told of a training's progress, on the driver; {@link PruneListener#NONE} when unset.
     */
    public Builder listener(PruneListener newListener) {
      listener.set(newListener);
      return this;
    }

    /** Builds the pruner and leaves this builder unchanged. */
    public SparkPruner build() {
      return new SparkPruner(this);
    }

    /** Builds a pruner and prunes with it; see {@link SparkPruner#prune}. */
    public Dataset<Row> prune(Dataset<?> documents) {
      return build().prune(documents);
    }
  }
}
