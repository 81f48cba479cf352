/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import com.google.common.base.Utf8;
import io.github.perplexityprune.PruneListener.Phase;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.PerplexityScorer;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreSink;
import io.github.perplexityprune.score.ScoreStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Scores the documents of a source, one fold after another, into a store in which they are
 * registered.
 */
final class Scoring {
  private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final ScorerSource scorers;
  private final Survey survey;
  private final ScoreStore store;
  private final PruneListener listener;
  private final FailureCount failures;
  private long documents;
  private long tokens;
  private long bytes;
  private long nanos;

  Scoring(
      ScorerSource scorers,
      Survey survey,
      ScoreStore store,
      PruneListener listener,
      FailureCount failures) {
    this.scorers = scorers;
    this.survey = survey;
    this.store = store;
    this.listener = listener;
    this.failures = failures;
  }

  /**
   * Scores a fold.
   *
   * @throws ScoringException if more documents failed than allowed
   */
  <T> void run(DocumentSource<T> source, PerplexityScorer scorer, int fold) {
    Phase.SCORING.run(
        listener,
        () -> {
          score(source, scorer, fold);
          return fold;
        });
  }

  /**
   * Refuses a store in which nothing was scored.
   *
   * @throws ScoringException if no document could be scored
   */
  void requireScores() {
    if (tokens == 0 && survey.scored() == 0) {
      throw new ScoringException(
          "at least one document must be scored, but all "
              + failures.count()
              + " failed; the last: "
              + failures.last());
    }
  }

  private <T> void score(DocumentSource<T> source, PerplexityScorer scorer, int fold) {
    Sink sink = new Sink(fold);
    try (Stream<T> items = source.open()) {
      Pending<T> pending = new Pending<>(source, items.iterator(), fold, sink.waiting);
      scorer.scoreAll(pending, sink);
      if (pending.hasNext()) {
        pending.next();
      }
    }
    if (!sink.waiting.isEmpty()) {
      throw new PerplexityPruneException(
          "a scorer must report every document, but "
              + scorer
              + " left out document "
              + sink.waiting.element().ordinal
              + " of the source");
    }
    store.checkpoint();
    nanos += System.nanoTime() - sink.start;
    report(nanos);
  }

  private void report(long elapsedNanos) {
    double seconds = elapsedNanos / 1e9;
    double bytesPerSecond = bytes / seconds;
    long remainingMillis =
        bytes == 0 ? 0 : Math.round(1000 * (survey.bytesToScore() - bytes) / bytesPerSecond);
    listener.scoring(
        new ScoringProgress(
            documents,
            survey.toScore(),
            tokens,
            failures.count(),
            tokens / seconds,
            Duration.ofMillis(Math.max(0, remainingMillis))));
  }

  /** A document that was handed out and whose outcome is to come. */
  private record Waiting(long ordinal, Document document) {}

  /** Records outcomes; they come in the order in which the documents were read. */
  private final class Sink implements ScoreSink {
    private final int fold;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final long start = System.nanoTime();
    private long reported = start;

    Sink(int fold) {
      this.fold = fold;
    }

    @Override
    public void scored(Document document, PerplexityScore score) {
      boolean seen = scorers.saw(ReferenceSplit.contentHash(document.text()), fold);
      store.putScore(
          ordinalOf(document),
          score,
          seen ? DocumentState.SCORED_BY_ITS_REFERENCE : DocumentState.SCORED);
      tokens += score.tokenCount();
      advance(document);
    }

    @Override
    public void settled() {
      store.checkpoint();
    }

    @Override
    public void failed(Document document, ScoringException reason) {
      store.putFailure(ordinalOf(document), String.valueOf(reason.getMessage()));
      failures.add(reason);
      advance(document);
    }

    private long ordinalOf(Document document) {
      Waiting next = waiting.poll();
      if (next == null || !next.document.equals(document)) {
        throw new PerplexityPruneException(
            "a scorer must report each document once, in the order in which it reads them, but reported '"
                + document.id()
                + (next == null ? "' again" : "' in place of '" + next.document.id() + "'"));
      }
      return next.ordinal;
    }

    private void advance(Document document) {
      documents++;
      bytes += Utf8.encodedLength(document.text());
      long now = System.nanoTime();
      if (now - reported >= REPORT_NANOS) {
        reported = now;
        report(nanos + now - start);
      }
    }
  }

  /**
   * The documents of a source that wait for a fold's scorer; notes the ordinal of each that it
   * hands out.
   */
  private final class Pending<T> implements Iterator<Document> {
    private final DocumentSource<T> source;
    private final Iterator<T> items;
    private final int fold;
    private final Queue<Waiting> waiting;
    private long nextOrdinal;
    private @Nullable Document next;

    Pending(DocumentSource<T> source, Iterator<T> items, int fold, Queue<Waiting> waiting) {
      this.source = source;
      this.items = items;
      this.fold = fold;
      this.waiting = waiting;
    }

    @Override
    public boolean hasNext() {
      while (next == null && items.hasNext()) {
        T item = items.next();
        if (nextOrdinal == store.documentCount()) {
          throw SourceChanged.tooMany(nextOrdinal);
        }
        ScoreRow row = store.row(nextOrdinal);
        if (row.state() == DocumentState.PENDING && row.fold() == fold) {
          next = source.document(item, nextOrdinal);
        }
        nextOrdinal++;
      }
      if (next == null && nextOrdinal < store.documentCount()) {
        throw SourceChanged.tooFew(nextOrdinal, store.documentCount());
      }
      return next != null;
    }

    @Override
    public Document next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Document document = next;
      next = null;
      waiting.add(new Waiting(nextOrdinal - 1, document));
      return document;
    }
  }
}
