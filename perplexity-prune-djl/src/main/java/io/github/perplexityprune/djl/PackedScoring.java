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

/**
 * Scores documents in passes of the model over windows laid end to end without padding. Each window
 * is attended to by itself, so a document's score does not depend on its neighbours.
 */
final class PackedScoring {
  /** Tokens in a pass: enough to keep matrix products busy, few enough to stay in the caches. */
  static final int PASS_TOKENS = 1024;

  private final Decoder decoder;
  private final Tokenizer tokenizer;
  private final int prefixToken;
  private final int contextLength;
  private final int stride;
  private final ScoreSink results;
  private final WindowBatch batch = new WindowBatch();
  private final List<Window> windows = new ArrayList<>();
  private final Deque<Partial> unreported = new ArrayDeque<>();

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

  /** A window of the batch: the last {@code fresh} of its {@code length} predictions count. */
  private record Window(Partial owner, int length, int fresh) {}

  PackedScoring(
      Decoder decoder,
      Tokenizer tokenizer,
      int prefixToken,
      int contextLength,
      int stride,
      ScoreSink results) {
    this.decoder = decoder;
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
    }
    pass();
  }

  private void add(Tokenized<Document> tokenized) {
    int[] ids = tokenized.tokens().ids;
    Partial owner = new Partial(tokenized.document(), ids.length);
    unreported.add(owner);
    int scored = 0;
    for (int from = 0; scored < ids.length; from += stride) {
      int to = Math.min(ids.length, from + contextLength);
      if (batch.tokenCount() > 0 && batch.tokenCount() + to - from > PASS_TOKENS) {
        pass();
      }
      batch.add(prefixToken, ids, from, to);
      windows.add(new Window(owner, to - from, to - scored));
      scored = to;
    }
  }

  /** Runs the model over the batch and reports the documents that are now complete. */
  private void pass() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("scoring was cancelled by interrupting its thread");
    }
    if (!windows.isEmpty()) {
      float[] negativeLogLikelihoods = decoder.score(batch);
      int end = 0;
      for (Window window : windows) {
        end += window.length;
        for (int i = end - window.fresh; i < end; i++) {
          window.owner.negativeLogLikelihood += negativeLogLikelihoods[i];
        }
        window.owner.scoredCount += window.fresh;
      }
      windows.clear();
      batch.clear();
    }
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
