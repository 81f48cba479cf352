/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static java.util.Objects.requireNonNull;

import ai.djl.engine.EngineException;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.score.ContinuationScore;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreSink;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A reference model whose weights are DJL arrays. */
final class DjlReferenceModel implements ReferenceModel {
  private final Decoder decoder;
  private final Tokenizer tokenizer;
  private final ContextWindows windows;
  private final Optional<TrainingReport> training;
  private final Checkpoint.Description description;
  private final String weightsDigest;
  private final Runnable release;
  private final AtomicBoolean closed;

  /** A model that owns its decoder and its tokenizer. */
  DjlReferenceModel(
      Decoder decoder,
      Tokenizer tokenizer,
      ContextWindows windows,
      Optional<TrainingReport> training,
      Checkpoint.Description description) {
    this(
        decoder,
        tokenizer,
        windows,
        training,
        description,
        Fingerprints.weights(decoder),
        () -> {
          decoder.close();
          tokenizer.close();
        },
        new AtomicBoolean());
    decoder.weights().freeze();
  }

  /** A model as its decoder is now; closing it leaves the decoder and the tokenizer open. */
  static DjlReferenceModel view(
      Decoder decoder,
      Tokenizer tokenizer,
      ContextWindows windows,
      Checkpoint.Description description) {
    return new DjlReferenceModel(
        decoder,
        tokenizer,
        windows,
        Optional.empty(),
        description,
        Fingerprints.weights(decoder),
        () -> {},
        new AtomicBoolean());
  }

  private DjlReferenceModel(
      Decoder decoder,
      Tokenizer tokenizer,
      ContextWindows windows,
      Optional<TrainingReport> training,
      Checkpoint.Description description,
      String weightsDigest,
      Runnable release,
      AtomicBoolean closed) {
    this.decoder = decoder;
    this.tokenizer = tokenizer;
    this.windows = windows;
    this.training = training;
    this.description = description;
    this.weightsDigest = weightsDigest;
    this.release = release;
    this.closed = closed;
    windows.strideWithin(contextLength());
    prefixToken();
  }

  private int prefixToken() {
    return windows.prefixTokenWithin(tokenizer.prefixToken(), config().vocabularySize());
  }

  private DecoderConfig config() {
    return decoder.layout().config();
  }

  @Override
  public PerplexityScore score(Document document) {
    if (document.text().isEmpty()) {
      throw new ScoringException(
          "document '" + document.id() + "' must have text to be scored, but is empty");
    }
    Outcome outcome = new Outcome();
    requireOpen();
    scoreAll(List.of(document).iterator(), PassThreads.ofCaller(), outcome);
    if (outcome.failure != null) {
      throw outcome.failure;
    }
    return requireNonNull(outcome.score);
  }

  private static final class Outcome implements ScoreSink {
    private @Nullable PerplexityScore score;
    private @Nullable ScoringException failure;

    @Override
    public void scored(Document document, PerplexityScore newScore) {
      score = newScore;
    }

    @Override
    public void failed(Document document, ScoringException reason) {
      failure = reason;
    }
  }

  @Override
  public List<ContinuationScore> scoreContinuations(List<Continuation> continuations) {
    requireOpen();
    try {
      return new ContinuationScoring(decoder, tokenizer, prefixToken(), contextLength())
          .run(continuations);
    } catch (EngineException e) {
      throw new PerplexityPruneException("the engine failed while scoring: " + e.getMessage(), e);
    }
  }

  @Override
  public void scoreAll(Iterator<Document> documents, ScoreSink results) {
    requireOpen();
    scoreAll(documents, decoder.threads(), results);
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the reference model must be open to score, but was closed");
    }
  }

  private void scoreAll(Iterator<Document> documents, PassThreads threads, ScoreSink results) {
    int stride = windows.strideWithin(contextLength());
    try {
      new PackedScoring(
              decoder, threads, tokenizer, prefixToken(), contextLength(), stride, results)
          .run(documents);
    } catch (EngineException e) {
      throw new PerplexityPruneException("the engine failed while scoring: " + e.getMessage(), e);
    }
  }

  @Override
  public String fingerprint() {
    return Fingerprints.model(
        config(), decoder.precision(), tokenizer, prefixToken(), windows, weightsDigest);
  }

  @Override
  public int contextLength() {
    return config().contextLength();
  }

  @Override
  public long parameterCount() {
    return decoder.layout().parameterCount();
  }

  @Override
  public ContextWindows windows() {
    return windows;
  }

  @Override
  public ReferenceModel withWindows(ContextWindows newWindows) {
    return new DjlReferenceModel(
        decoder, tokenizer, newWindows, training, description, weightsDigest, release, closed);
  }

  @Override
  public Optional<TrainingReport> training() {
    return training;
  }

  @Override
  public void save(Path folder) {
    Checkpoint.save(folder, decoder, description.files(windows, tokenizer.prefixToken()));
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }

  /** The shape, the number of weights and the fingerprint. */
  @Override
  public String toString() {
    return "DjlReferenceModel["
        + config()
        + ", parameters="
        + parameterCount()
        + ", "
        + fingerprint()
        + "]";
  }
}
