/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import com.google.common.primitives.Ints;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.score.ContinuationScore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Scores texts after their contexts in passes of the model over windows laid end to end. */
final class ContinuationScoring implements WindowPasses.Outcome<ContinuationScoring.Window> {
  private final Tokenizer tokenizer;
  private final int prefixToken;
  private final int contextLength;
  private final WindowPasses<Window> passes;

  /** A continuation some of whose windows are still to be scored. */
  private static final class Partial {
    final int tokenCount;
    double negativeLogLikelihood;
    boolean greedy = true;

    Partial(int tokenCount) {
      this.tokenCount = tokenCount;
    }
  }

  /** A window, of whose predictions the last {@code fresh} count. */
  record Window(Partial owner, int fresh) {}

  ContinuationScoring(Decoder decoder, Tokenizer tokenizer, int prefixToken, int contextLength) {
    this.tokenizer = tokenizer;
    this.prefixToken = prefixToken;
    this.contextLength = contextLength;
    this.passes = new WindowPasses<>(decoder.budget(), decoder.threads(), decoder::judge, this);
  }

  /**
   * Scores continuations; the scores are in their order.
   *
   * @throws ScoringException if a text has no tokens or its score is not finite
   * @throws CancellationException if the thread is interrupted
   */
  List<ContinuationScore> run(List<Continuation> continuations) {
    List<Partial> partials = new ArrayList<>(continuations.size());
    try (passes) {
      continuations.forEach(continuation -> partials.add(add(continuation)));
      passes.finish();
    }
    List<ContinuationScore> scores = new ArrayList<>(partials.size());
    for (int i = 0; i < partials.size(); i++) {
      scores.add(score(continuations.get(i), partials.get(i)));
    }
    return scores;
  }

  private Partial add(Continuation continuation) {
    int[] context = tokenizer.encode(continuation.context());
    int[] text = tokenizer.encode(continuation.text());
    int[] ids = Ints.concat(context, text);
    Partial owner = new Partial(text.length);
    int scored = context.length;
    while (scored < ids.length) {
      int to = ids.length - (ids.length - scored - 1) / contextLength * contextLength;
      int from = Math.max(0, to - contextLength);
      int first = from == 0 ? prefixToken : ids[from - 1];
      passes.add(new Window(owner, to - scored), first, ids, from, to);
      scored = to;
    }
    return owner;
  }

  @Override
  public void window(Window window, float[] judged, int begin, int end) {
    for (int i = end - window.fresh; i < end; i++) {
      window.owner.negativeLogLikelihood += judged[2 * i];
      window.owner.greedy &= judged[2 * i + 1] == 1;
    }
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
