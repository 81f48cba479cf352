/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.djl.Decoder.Judgement;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.score.ContinuationScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Scores texts after their contexts in passes of the model over windows laid end to end. */
final class ContinuationScoring {
  private final Decoder decoder;
  private final Tokenizer tokenizer;
  private final int prefixToken;
  private final int contextLength;
  private final WindowBatch batch = new WindowBatch();
  private final List<Window> windows = new ArrayList<>();

  /** A continuation some of whose windows are still to be scored. */
  private static final class Partial {
    final int tokenCount;
    double negativeLogLikelihood;
    boolean greedy = true;

    Partial(int tokenCount) {
      this.tokenCount = tokenCount;
    }
  }

  /** A window of the batch: the last {@code fresh} of its {@code length} predictions count. */
  private record Window(Partial owner, int length, int fresh) {}

  ContinuationScoring(Decoder decoder, Tokenizer tokenizer, int prefixToken, int contextLength) {
    this.decoder = decoder;
    this.tokenizer = tokenizer;
    this.prefixToken = prefixToken;
    this.contextLength = contextLength;
  }

  /**
   * Scores continuations; the scores are in their order.
   *
   * @throws ScoringException if a text has no tokens or its score is not finite
   * @throws CancellationException if the thread is interrupted
   */
  List<ContinuationScore> run(List<Continuation> continuations) {
    List<Partial> partials = continuations.stream().map(this::add).toList();
    pass();
    List<ContinuationScore> scores = new ArrayList<>(partials.size());
    for (int i = 0; i < partials.size(); i++) {
      scores.add(score(continuations.get(i), partials.get(i)));
    }
    return scores;
  }

  private Partial add(Continuation continuation) {
    int[] context = tokenizer.encode(continuation.context());
    int[] text = tokenizer.encode(continuation.text());
    int[] ids = Arrays.copyOf(context, context.length + text.length);
    System.arraycopy(text, 0, ids, context.length, text.length);
    Partial owner = new Partial(text.length);
    int scored = context.length;
    while (scored < ids.length) {
      int to = ids.length - (ids.length - scored - 1) / contextLength * contextLength;
      int from = Math.max(0, to - contextLength);
      if (batch.tokenCount() > 0 && batch.tokenCount() + to - from > PackedScoring.PASS_TOKENS) {
        pass();
      }
      batch.add(from == 0 ? prefixToken : ids[from - 1], ids, from, to);
      windows.add(new Window(owner, to - from, to - scored));
      scored = to;
    }
    return owner;
  }

  private void pass() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("scoring was cancelled by interrupting its thread");
    }
    if (windows.isEmpty()) {
      return;
    }
    Judgement judged = decoder.judge(batch);
    int end = 0;
    for (Window window : windows) {
      end += window.length;
      for (int i = end - window.fresh; i < end; i++) {
        window.owner.negativeLogLikelihood += judged.negativeLogLikelihood(i);
        window.owner.greedy &= judged.isGreedy(i);
      }
    }
    windows.clear();
    batch.clear();
  }

  private static ContinuationScore score(Continuation continuation, Partial done) {
    if (done.tokenCount == 0) {
      throw new ScoringException(
          "a continuation must have tokens, but '" + continuation.text() + "' has none");
    }
    if (!Double.isFinite(done.negativeLogLikelihood)) {
      throw new ScoringException(
          "a continuation must have a finite negative log-likelihood, but that of '"
              + continuation.text()
              + "' was "
              + done.negativeLogLikelihood
              + "; the model's weights may be damaged");
    }
    return new ContinuationScore(done.negativeLogLikelihood, done.tokenCount, done.greedy);
  }
}
