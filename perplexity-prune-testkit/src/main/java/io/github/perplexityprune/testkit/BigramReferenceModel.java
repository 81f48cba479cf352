/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.score.Continuation;
import io.github.perplexityprune.score.ContinuationScore;
import io.github.perplexityprune.score.PerplexityScore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A reference model that knows how often each byte follows each other. */
final class BigramReferenceModel implements ReferenceModel {
  private final BigramCounts counts;
  private final ContextWindows windows;
  private final TrainingReport training;
  private final AtomicBoolean closed;

  BigramReferenceModel(BigramCounts counts, ContextWindows windows, TrainingReport training) {
    this(counts, windows, training, new AtomicBoolean());
  }

  private BigramReferenceModel(
      BigramCounts counts, ContextWindows windows, TrainingReport training, AtomicBoolean closed) {
    this.counts = counts;
    this.windows = windows;
    this.training = training;
    this.closed = closed;
    windows.strideWithin(contextLength());
    prefixToken(windows);
  }

  /** A token is a byte, or what precedes a text. */
  private static int prefixToken(ContextWindows windows) {
    return windows.prefixTokenWithin(BigramCounts.START, BigramCounts.START + 1);
  }

  @Override
  public PerplexityScore score(Document document) {
    if (closed.get()) {
      throw new IllegalStateException("the reference model must be open to score, but was closed");
    }
    return score(counts, document, windows, contextLength());
  }

  static PerplexityScore score(
      BigramCounts counts, Document document, ContextWindows windows, int contextLength) {
    byte[] bytes = document.text().getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      throw new ScoringException(
          "document '" + document.id() + "' must have text to be scored, but is empty");
    }
    int stride = windows.strideWithin(contextLength);
    double sum = 0;
    int scored = 0;
    for (int from = 0; scored < bytes.length; from += stride) {
      int to = Math.min(bytes.length, from + contextLength);
      for (; scored < to; scored++) {
        int previous =
            scored == from ? prefixToken(windows) : Byte.toUnsignedInt(bytes[scored - 1]);
        sum += counts.negativeLogLikelihood(previous, Byte.toUnsignedInt(bytes[scored]));
      }
    }
    return new PerplexityScore(sum, bytes.length, bytes.length);
  }

  @Override
  public List<ContinuationScore> scoreContinuations(List<Continuation> continuations) {
    if (closed.get()) {
      throw new IllegalStateException("the reference model must be open to score, but was closed");
    }
    return continuations.stream().map(this::score).toList();
  }

  /** All that counts of the context is its last byte, even where a piece of a long text begins. */
  private ContinuationScore score(Continuation continuation) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("scoring was cancelled by interrupting its thread");
    }
    byte[] context = continuation.context().getBytes(StandardCharsets.UTF_8);
    int previous =
        context.length == 0
            ? prefixToken(windows)
            : Byte.toUnsignedInt(context[context.length - 1]);
    byte[] text = continuation.text().getBytes(StandardCharsets.UTF_8);
    double sum = 0;
    boolean greedy = true;
    for (byte b : text) {
      int next = Byte.toUnsignedInt(b);
      sum += counts.negativeLogLikelihood(previous, next);
      greedy &= counts.likeliest(previous) == next;
      previous = next;
    }
    return new ContinuationScore(sum, text.length, greedy);
  }

  @Override
  public String fingerprint() {
    StringBuilder facts = new StringBuilder();
    facts.append(contextLength()).append(' ').append(windows.strideWithin(contextLength()));
    facts.append(' ').append(prefixToken(windows));
    facts.append(' ').append(training.training().seed());
    counts.forEach(
        (previous, next, count) ->
            facts.append('\n').append(previous).append(' ').append(next).append(' ').append(count));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(facts.toString().getBytes(StandardCharsets.US_ASCII));
      return "bigram-" + HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public int contextLength() {
    return training.model().contextLength();
  }

  @Override
  public long parameterCount() {
    return BigramCounts.parameterCount();
  }

  @Override
  public ContextWindows windows() {
    return windows;
  }

  @Override
  public ReferenceModel withWindows(ContextWindows newWindows) {
    return new BigramReferenceModel(counts, newWindows, training, closed);
  }

  @Override
  public Optional<TrainingReport> training() {
    return Optional.of(training);
  }

  @Override
  public void save(Path folder) {
    BigramCheckpoint.save(folder, counts, windows, training);
  }

  @Override
  public void close() {
    closed.set(true);
  }

  @Override
  public String toString() {
    return "BigramReferenceModel[" + fingerprint() + "]";
  }
}
