/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.common.base.Utf8;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.djl.TokenizedDocuments.Tokenized;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreSink;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;

/**
 * Scores documents in passes of the model over windows laid end to end without padding. Each window
 * is attended to by itself, so a document's score does not depend on its neighbours.
 */
final class PackedScoring {
  /** Passes handed over ahead of need, so that no thread waits for the next. */
  private static final int PASSES_A_THREAD = 2;

  private final Decoder decoder;
  private final Tokenizer tokenizer;
  private final int prefixToken;
  private final int contextLength;
  private final int stride;
  private final ScoreSink results;
  private final PassThreads threads;
  private final Deque<Pass> begun = new ArrayDeque<>();
  private final Deque<Partial> unreported = new ArrayDeque<>();
  private WindowBatch batch = new WindowBatch();
  private List<Window> windows = new ArrayList<>();

  /** A document some of whose windows are still to be scored. */
  private static final class Partial {
    final Document document;
    final int tokenCount;
    double negativeLogLikelihood;
    int scoredCount;

    Partial(Document document, int tokenCount) {
      this.document = document;
      this.tokenCount = tokenCount;
    }
  }

  /** A pass of the model that runs, waits to run or is done. */
  private record Pass(List<Window> windows, Future<float[]> negativeLogLikelihoods) {}

  /** A window of the batch: the last {@code fresh} of its {@code length} predictions count. */
  private record Window(Partial owner, int length, int fresh) {}

  PackedScoring(
      Decoder decoder,
      PassThreads threads,
      Tokenizer tokenizer,
      int prefixToken,
      int contextLength,
      int stride,
      ScoreSink results) {
    this.decoder = decoder;
    this.threads = threads;
    this.tokenizer = tokenizer;
    this.prefixToken = prefixToken;
    this.contextLength = contextLength;
    this.stride = stride;
    this.results = results;
  }

  /**
   * Scores documents and reports each, in order, on the calling thread.
   *
   * @throws CancellationException if the thread is interrupted
   */
  void run(Iterator<Document> documents) {
    try (var tokenized = new TokenizedDocuments<>(documents, Document::text, tokenizer)) {
      while (tokenized.hasNext()) {
        add(tokenized.next());
      }
      begin();
      while (!begun.isEmpty()) {
        end();
      }
      report();
    } finally {
      begun.forEach(pass -> pass.negativeLogLikelihoods.cancel(/* mayInterruptIfRunning= */ false));
    }
  }

  private void add(Tokenized<Document> tokenized) {
    int[] ids = tokenized.tokens().ids;
    Partial owner = new Partial(tokenized.document(), ids.length);
    unreported.add(owner);
    int scored = 0;
    for (int from = 0; scored < ids.length; from += stride) {
      int to = Math.min(ids.length, from + contextLength);
      if (batch.tokenCount() > 0 && batch.tokenCount() + to - from > decoder.budget().tokens()) {
        begin();
      }
      batch.add(prefixToken, ids, from, to);
      windows.add(new Window(owner, to - from, to - scored));
      scored = to;
    }
  }

  /** Hands the batch to the model's threads, and waits for an earlier one if they have enough. */
  private void begin() {
    if (!windows.isEmpty()) {
      WindowBatch full = batch;
      begun.add(
          new Pass(windows, threads.submit(() -> decoder.budget().run(full, decoder::score))));
      windows = new ArrayList<>();
      batch = new WindowBatch();
    }
    if (begun.size() > PASSES_A_THREAD * threads.count()) {
      end();
    }
  }

  /** Waits for the oldest pass and reports the documents that are now complete. */
  private void end() {
    Pass oldest = begun.remove();
    float[] negativeLogLikelihoods = PassThreads.result("scoring", oldest.negativeLogLikelihoods);
    int end = 0;
    for (Window window : oldest.windows) {
      end += window.length;
      for (int i = end - window.fresh; i < end; i++) {
        window.owner.negativeLogLikelihood += negativeLogLikelihoods[i];
      }
      window.owner.scoredCount += window.fresh;
    }
    report();
  }

  private void report() {
    while (!unreported.isEmpty() && unreported.peek().scoredCount == unreported.peek().tokenCount) {
      report(unreported.remove());
    }
    if (unreported.isEmpty() || unreported.element().scoredCount == 0) {
      results.settled(); // the next pass begins with a document's first window
    }
  }

  private void report(Partial done) {
    Document document = done.document;
    if (done.tokenCount == 0) {
      results.failed(
          document, new ScoringException("document '" + document.id() + "' has no tokens"));
    } else if (!Double.isFinite(done.negativeLogLikelihood)) {
      results.failed(
          document,
          new ScoringException(
              "document '"
                  + document.id()
                  + "' must have a finite negative log-likelihood, but it was "
                  + done.negativeLogLikelihood
                  + "; the reference model's weights may be damaged"));
    } else {
      long byteCount = Utf8.encodedLength(document.text());
      results.scored(
          document, new PerplexityScore(done.negativeLogLikelihood, done.tokenCount, byteCount));
    }
  }
}
