/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import com.google.common.base.Utf8;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.PerplexityScorer;
import io.github.perplexityprune.score.ScoreSink;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Measures a sample of a source to tell what all of it would take. */
final class Forecasting {
  /** Enough for the rate to settle; a model of 125 million parameters takes a CPU a minute. */
  private static final long TRAINED_TOKENS = 4096;

  private static final int SAMPLE_DOCUMENTS = 32;
  private static final int SCORED_CHARACTERS = 2000;

  private final ScorerSource scorers;
  private final int maximumCharacters;
  private final SplittableRandom random = new SplittableRandom(1);
  private final Sample training = new Sample();
  private final Sample scoring = new Sample();
  private final long[] trainingBytes;
  private long scoringBytes;
  private double tokensPerSecond;

  Forecasting(ScorerSource scorers, int maximumCharacters) {
    this.scorers = scorers;
    this.maximumCharacters = maximumCharacters;
    this.trainingBytes = new long[scorers.foldCount()];
  }

  <T> Forecast of(DocumentSource<T> source) {
    long ordinal = 0;
    try (Stream<T> items = source.open()) {
      for (Iterator<T> iterator = items.iterator(); iterator.hasNext(); ordinal++) {
        Cancellation.check("surveying the source");
        add(source.document(iterator.next(), ordinal));
      }
    }
    if (scoring.seen == 0) {
      throw new PerplexityPruneException(
          "the source must have documents to score, but of " + ordinal + " there is none");
    }
    return measure();
  }

  private void add(Document document) {
    String text = document.text();
    long contentHash = ReferenceSplit.contentHash(text);
    if (text.isEmpty() || text.length() > maximumCharacters) {
      return;
    }
    long bytes = Utf8.encodedLength(text);
    for (int fold = 0; fold < trainingBytes.length; fold++) {
      trainingBytes[fold] += scorers.saw(contentHash, fold) ? bytes : 0;
    }
    if (scorers.saw(contentHash, 0)) {
      training.offer(document);
    }
    if (scorers.scores(contentHash)) {
      scoringBytes += bytes;
      scoring.offer(document);
    }
  }

  private Forecast measure() {
    PruneListener rate =
        new PruneListener() {
          @Override
          public void training(TrainingProgress progress) {
            tokensPerSecond = progress.tokensPerSecond();
          }
        };
    DocumentSource<Document> trained = DocumentSource.of(training.documents, Document::text);
    try (ScorerSource.Opened opened = scorers.trainingOn(TRAINED_TOKENS).open(trained, 0, rate)) {
      Measured measured = new Measured();
      score(opened.scorer(), measured); // what is slow only once
      measured.clear();
      long start = System.nanoTime();
      score(opened.scorer(), measured);
      double seconds = (System.nanoTime() - start) / 1e9;
      double tokensPerByte = measured.tokensPerByte();
      long trainingTokens = 0;
      for (long bytes : trainingBytes) {
        trainingTokens += scorers.trainingTokens(Math.round(bytes * tokensPerByte));
      }
      return new Forecast(
          scoring.seen,
          trainingTokens,
          tokensPerSecond,
          Math.round(scoringBytes * tokensPerByte),
          measured.tokens / seconds);
    }
  }

  private void score(PerplexityScorer scorer, ScoreSink sink) {
    Iterator<Document> beginnings =
        scoring.documents.stream()
            .map(
                document ->
                    Document.of(
                        document.id(),
                        document
                            .text()
                            .substring(0, Math.min(document.text().length(), SCORED_CHARACTERS))))
            .iterator();
    scorer.scoreAll(beginnings, sink);
  }

  /** Documents drawn evenly from all that were offered. */
  private final class Sample {
    private final List<Document> documents = new ArrayList<>();
    private long seen;

    private void offer(Document document) {
      seen++;
      if (documents.size() < SAMPLE_DOCUMENTS) {
        documents.add(document);
      } else {
        long place = random.nextLong(seen);
        if (place < SAMPLE_DOCUMENTS) {
          documents.set((int) place, document);
        }
      }
    }
  }

  private static final class Measured implements ScoreSink {
    private long tokens;
    private long bytes;
    private ScoringException lastFailure =
        new ScoringException("the scorer must report every document, but reported none");

    @Override
    public void scored(Document document, PerplexityScore score) {
      tokens += score.tokenCount();
      bytes += Utf8.encodedLength(document.text());
    }

    @Override
    public void failed(Document document, ScoringException reason) {
      lastFailure = reason;
    }

    private void clear() {
      tokens = 0;
      bytes = 0;
    }

    private double tokensPerByte() {
      if (tokens == 0) {
        throw lastFailure;
      }
      return (double) tokens / bytes;
    }
  }
}
