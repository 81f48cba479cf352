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
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CancellationException;

/**
 * Scores documents in passes of the model over windows laid end to end without padding. Each window
 * is attended to by itself, so a document's score does not depend on its neighbours.
 */
final class PackedScoring implements WindowPasses.Outcome<PackedScoring.Window> {
  private final Tokenizer tokenizer;
  private final int prefixToken;
  private final int contextLength;
  private final int stride;
  private final ScoreSink results;
  private final WindowPasses<Window> passes;
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

  /** A window, of whose predictions the last {@code fresh} count. */
  record Window(Partial owner, int fresh) {}

  PackedScoring(
      Decoder decoder,
      PassThreads threads,
      Tokenizer tokenizer,
      int prefixToken,
      int contextLength,
      int stride,
      ScoreSink results) {
    this.tokenizer = tokenizer;
    this.prefixToken = prefixToken;
    this.contextLength = contextLength;
    this.stride = stride;
    this.results = results;
    this.passes = new WindowPasses<>(decoder.budget(), threads, decoder::score, this);
  }

  /**
   * Scores documents and reports each, in order, on the calling thread.
   *
   * @throws CancellationException if the thread is interrupted
   */
  void run(Iterator<Document> documents) {
    try (passes;
        var tokenized = new TokenizedDocuments<>(documents, Document::text, tokenizer)) {
      while (tokenized.hasNext()) {
        add(tokenized.next());
      }
      passes.finish();
      passed();
    }
  }

  private void add(Tokenized<Document> tokenized) {
    int[] ids = tokenized.tokens().ids;
    Partial owner = new Partial(tokenized.document(), ids.length);
    unreported.add(owner);
    int scored = 0;
    for (int from = 0; scored < ids.length; from += stride) {
      int to = Math.min(ids.length, from + contextLength);
      passes.add(new Window(owner, to - scored), prefixToken, ids, from, to);
      scored = to;
    }
  }

  @Override
  public void window(Window window, float[] negativeLogLikelihoods, int begin, int end) {
    for (int i = end - window.fresh; i < end; i++) {
      window.owner.negativeLogLikelihood += negativeLogLikelihoods[i];
    }
    window.owner.scoredCount += window.fresh;
  }

  /** Reports the documents that are now complete. */
  @Override
  public void passed() {
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
