/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.PruneListener.Phase;
import io.github.perplexityprune.internal.SetOnce;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.PerplexityScorer;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.select.SelectionCriterion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Prunes a corpus by perplexity: trains a small reference model on a random part of the documents
 * (or takes a ready one), scores the others, and keeps those in a band of the scores.
 *
 * <pre>{@code
 * PruneResult<Article> result = Pruner.builder()
 *     .reference(ReferenceModelTrainer.builder().model(ReferenceModelConfig.tiny()).build())
 *     .criterion(low(0.5))
 *     .prune(DocumentSource.of(articles, Article::text));
 * result.kept().forEach(...);
 * }</pre>
 *
 * <p>The score is dear and the selection is cheap: to compare criteria, {@link #score} once and
 * {@link ScoredDocuments#select} many times. Immutable; holds no native memory between calls.
 * Interrupting the thread cancels a call with {@link CancellationException}.
 *
 * @see <a href="https://arxiv.org/abs/2405.20541">Ankner et al.: Perplexed by Perplexity</a>
 * @since 0.1
 */
public final class Pruner {

  /**
   * Default limit on a document's length in UTF-16 units; longer ones fail rather than hold up the
   * rest.
   */
  public static final int DEFAULT_MAXIMUM_DOCUMENT_CHARACTERS = 10_000_000;

  private final ScorerSource scorers;
  private final Optional<SelectionCriterion> criterion;
  private final PruneListener listener;
  private final int maximumDocumentCharacters;
  private final long maximumFailures;

  private Pruner(Builder builder) {
    this.scorers =
        builder.reference.required("ReferenceModelTrainer.builder().model(tiny()).build()");
    this.criterion = Optional.ofNullable(builder.criterion.orNull());
    this.listener = builder.listener.orElseGet(() -> PruneListener.NONE);
    this.maximumDocumentCharacters =
        builder.maximumDocumentCharacters.orElseGet(() -> DEFAULT_MAXIMUM_DOCUMENT_CHARACTERS);
    this.maximumFailures = builder.maximumFailures.orElseGet(() -> Long.MAX_VALUE);
  }

  /** The version of this library, for records of how a result was made. */
  public static String version() {
    try (InputStream text = requireNonNull(Pruner.class.getResourceAsStream("version.txt"))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A builder; a reference (or a scorer) is required, and a criterion for {@link #prune}. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Scores a source and keeps the documents that the criterion selects.
   *
   * @throws IllegalStateException if no criterion was set
   * @throws PerplexityPruneException as for {@link #score}
   */
  public <T> PruneResult<T> prune(DocumentSource<T> source) {
    SelectionCriterion chosen =
        criterion.orElseThrow(
            () ->
                new IllegalStateException(
                    "criterion must be set to prune, for example criterion(low(0.5))"));
    ScoredDocuments<T> scored = score(source);
    return Phase.SELECTION.run(listener, () -> scored.select(chosen));
  }

  /**
   * Scores every document of a source that is neither empty nor set aside to train the reference
   * model. Reads the source once to survey it, twice for each model that is trained, and once for
   * each that scores.
   *
   * @throws PerplexityPruneException if the source has no documents, none has text, the reference
   *     split leaves nothing to train on or to score, no document could be scored, or more
   *     documents failed than allowed
   * @throws NullPointerException if the source gives a null object, id, text or domain; the message
   *     names the document
   * @throws CancellationException if the thread is interrupted; its interrupt flag stays set
   */
  public <T> ScoredDocuments<T> score(DocumentSource<T> source) {
    return score(source, ScoreStore.inMemory());
  }

  /**
   * Scores into a store of the caller's, which stays open. What the store holds already stays as it
   * is: the source must begin with the documents that are registered in it, and only those that
   * wait for their score and those that come after are scored. So a store that was cut off is
   * finished, and one whose source has grown is extended.
   *
   * @throws PerplexityPruneException as for {@link #score(DocumentSource)}, or if the source does
   *     not begin with the documents of the store
   * @throws IllegalStateException if the store holds scores of another reference model
   */
  public <T> ScoredDocuments<T> score(DocumentSource<T> source, ScoreStore store) {
    requireNonNull(source, "source");
    requireNonNull(store, "store");
    // before documents are registered, which a store of another model must not get
    scorers.fingerprint().ifPresent(known -> store.recordReference(0, known));
    FailureCount failures = new FailureCount(maximumFailures);
    Survey survey =
        Phase.SURVEY.run(
            listener, () -> Survey.of(source, scorers, store, failures, maximumDocumentCharacters));
    Scoring scoring = new Scoring(scorers, survey, store, listener, failures);
    List<TrainingReport> trainings = new ArrayList<>();
    for (int fold = 0; fold < scorers.foldCount(); fold++) {
      if (survey.isScored(fold)) {
        continue;
      }
      try (ScorerSource.Opened opened = open(source, fold, store)) {
        opened.training().ifPresent(trainings::add);
        store.recordReference(fold, opened.fingerprint());
        scoring.run(source, opened.scorer(), fold);
      }
    }
    scoring.requireScores();
    return new ScoredDocuments<>(source, store, trainings);
  }

  private ScorerSource.Opened open(DocumentSource<?> source, int fold, ScoreStore store) {
    List<String> recorded = store.references();
    String before = fold < recorded.size() ? recorded.get(fold) : "";
    return (before.isEmpty() ? Optional.<ScorerSource.Opened>empty() : scorers.reopen(fold, before))
        .orElseGet(() -> scorers.open(source, fold, listener));
  }

  /**
   * Measures what {@link #score(DocumentSource)} would take: reads the source once, trains on a few
   * thousand tokens if there is a model to train, and scores the beginnings of 32 documents. Takes
   * seconds, and up to some minutes with a large model on a CPU. Scores nothing that stays.
   *
   * @throws PerplexityPruneException if the source has no document to score, or none of the sample
   *     can be scored
   * @throws CancellationException if the thread is interrupted; its interrupt flag stays set
   */
  public <T> Forecast forecast(DocumentSource<T> source) {
    requireNonNull(source, "source");
    return new Forecasting(scorers, maximumDocumentCharacters).of(source);
  }

  /** Builds a {@link Pruner}. Each option may be set once. Not thread-safe. */
  public static final class Builder {
    private final SetOnce<ScorerSource> reference = new SetOnce<>("reference");
    private final SetOnce<SelectionCriterion> criterion = new SetOnce<>("criterion");
    private final SetOnce<PruneListener> listener = new SetOnce<>("listener");
    private final SetOnce<Integer> maximumDocumentCharacters =
        new SetOnce<>("maximumDocumentCharacters");
    private final SetOnce<Long> maximumFailures = new SetOnce<>("maximumFailures");

    private Builder() {}

    /** Trains a reference model on a part of the source, and closes it after scoring. */
    public Builder reference(ReferenceModelTrainer trainer) {
      reference.set(new ScorerSource.Trained(requireNonNull(trainer, "reference")));
      return this;
    }

    /**
     * Scores with a model of the caller's, which stays open. When this library trained it, the
     * documents that its split set aside are set aside here too.
     */
    public Builder reference(ReferenceModel model) {
      reference.set(new ScorerSource.Given(requireNonNull(model, "reference")));
      return this;
    }

    /**
     * Scores with any scorer instead of a reference model: a lambda in a unit test, a score from
     * elsewhere.
     */
    public Builder scorer(PerplexityScorer scorer) {
      reference.set(new ScorerSource.Plain(requireNonNull(scorer, "scorer")));
      return this;
    }

    /** Which documents {@link #prune} keeps. */
    public Builder criterion(SelectionCriterion newCriterion) {
      criterion.set(newCriterion);
      return this;
    }

    /** Who is told of the progress; {@link PruneListener#NONE} when unset. */
    public Builder listener(PruneListener newListener) {
      listener.set(newListener);
      return this;
    }

    /**
     * The greatest length of a document in UTF-16 units; longer ones are not scored and become
     * {@link io.github.perplexityprune.score.DocumentState#FAILED}. {@value
     * Pruner#DEFAULT_MAXIMUM_DOCUMENT_CHARACTERS} when unset.
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
     * How many documents may fail to be scored before the pruning ends with a {@link
     * ScoringException}. Any number when unset: failures are counted and shown in the summary.
     *
     * @param failures at least 0
     */
    public Builder maximumFailures(long failures) {
      if (failures < 0) {
        throw new IllegalArgumentException(
            "maximumFailures must be at least 0, but was " + failures);
      }
      maximumFailures.set(failures);
      return this;
    }

    /**
     * Builds the pruner and leaves this builder unchanged.
     *
     * @throws IllegalStateException if there is neither a reference nor a scorer
     */
    public Pruner build() {
      return new Pruner(this);
    }

    /** Builds a pruner and prunes with it; see {@link Pruner#prune}. */
    public <T> PruneResult<T> prune(DocumentSource<T> source) {
      return build().prune(source);
    }

    /** Builds a pruner and scores with it; see {@link Pruner#score}. */
    public <T> ScoredDocuments<T> score(DocumentSource<T> source) {
      return build().score(source);
    }

    /** Builds a pruner and scores with it; see {@link Pruner#score(DocumentSource, ScoreStore)}. */
    public <T> ScoredDocuments<T> score(DocumentSource<T> source, ScoreStore store) {
      return build().score(source, store);
    }
  }
}
