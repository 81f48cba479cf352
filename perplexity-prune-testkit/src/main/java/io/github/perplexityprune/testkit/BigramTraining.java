/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.spi.TrainingTask;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One training of a bigram model: counts bytes until the budget is spent. */
final class BigramTraining {
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TrainingTask task;
  private final TrainingConfig config;
  private final BigramCounts counts;
  private final List<String> texts = new ArrayList<>();
  private final List<String> heldOut = new ArrayList<>();
  private final long start = System.nanoTime();

  BigramTraining(TrainingTask task) {
    this.task = task;
    this.config = task.training();
    this.counts = new BigramCounts(config.seed());
  }

  ReferenceModel run() {
    readTexts();
    long splitTokenCount = texts.stream().mapToLong(text -> bytes(text).length).sum();
    long tokenCount = config.budget().tokensFor(splitTokenCount);
    long stepCount = (tokenCount + config.batchTokens() - 1) / config.batchTokens();
    double trainingLoss = count(tokenCount, stepCount);
    return model(tokenCount, stepCount, trainingLoss, validationLoss(), unigramEntropy());
  }

  private ReferenceModel model(
      long tokenCount,
      long stepCount,
      double trainingLoss,
      OptionalDouble validationLoss,
      OptionalDouble unigramEntropy) {
    TrainingReport report =
        new TrainingReport(
            task.model(),
            config,
            task.split(),
            task.fold(),
            task.textsDigest(),
            texts.size(),
            texts.stream().mapToLong(text -> bytes(text).length).sum(),
            tokenCount,
            stepCount,
            trainingLoss,
            validationLoss,
            unigramEntropy,
            Duration.ofNanos(System.nanoTime() - start));
    return new BigramReferenceModel(counts, task.windows(), report);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void readTexts() {
    try (Stream<String> opened = task.texts().get()) {
      opened.forEachOrdered(
          text -> {
            requireNotInterrupted();
            (isHeldOut(text) ? heldOut : texts).add(text);
          });
    }
    if (texts.isEmpty()) { // too few to hold any out
      texts.addAll(heldOut);
      heldOut.clear();
    }
    Collections.shuffle(texts, new Random(config.seed()));
  }

  private boolean isHeldOut(String text) {
    double share = config.validationShare();
    return share > 0
        && ReferenceSplit.included(share)
            .withSeed(Long.MIN_VALUE)
            .trains(ReferenceSplit.contentHash(text), 0);
  }

  private static void requireNotInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("training was cancelled by interrupting its thread");
    }
  }

  /** Counts bytes step by step and returns the mean loss over the last tenth of the steps. */
  private double count(long tokenCount, long stepCount) {
    ByteCycle cycle = new ByteCycle();
    long tailBegin = stepCount - Math.max(1, stepCount / 10);
    double tailLoss = 0;
    long tailTokens = 0;
    long reported = start;
    for (long step = 1, done = 0; step <= stepCount; step++) {
      requireNotInterrupted();
      int stepTokens = (int) Math.min(config.batchTokens(), tokenCount - done);
      double loss = cycle.count(stepTokens);
      done += stepTokens;
      if (step > tailBegin) {
        tailLoss += loss;
        tailTokens += stepTokens;
      }
      long now = System.nanoTime();
      if (task.observation().isDue(step, stepCount)) {
        observe(progress(step, stepCount, done, tokenCount, loss / stepTokens, now));
      }
      if (now - reported >= REPORT_NANOS || step == stepCount) {
        reported = now;
        task.progress().accept(progress(step, stepCount, done, tokenCount, loss / stepTokens, now));
      }
    }
    return tailLoss / tailTokens;
  }

  private void observe(TrainingProgress progress) {
    OptionalDouble unknown = OptionalDouble.empty();
    try (ReferenceModel now =
        model(progress.tokens(), progress.step(), progress.loss(), unknown, unknown)) {
      task.observation().observer().observe(progress, now);
    }
  }

  private TrainingProgress progress(
      long step, long stepCount, long tokens, long tokenCount, double loss, long now) {
    double tokensPerSecond = tokens / (Math.max(1, now - start) / 1e9);
    Duration remaining =
        Duration.ofMillis(Math.round(1000 * (tokenCount - tokens) / tokensPerSecond));
    return new TrainingProgress(
        step,
        stepCount,
        tokens,
        tokenCount,
        loss,
        OptionalDouble.empty(),
        /* learningRate= */ 0,
        /* gradientNorm= */ 0,
        tokensPerSecond,
        remaining);
  }

  /** The texts' bytes, over and over. */
  private final class ByteCycle {
    private byte[] bytes = bytes(texts.get(0));
    private int textIndex;
    private int byteIndex;
    private int previous = BigramCounts.START;

    /** Counts the next bytes and returns their summed negative log-likelihood before that. */
    double count(int tokens) {
      double sum = 0;
      BigramCounts step = counts;
      int[] pairs = new int[2 * tokens];
      for (int i = 0; i < tokens; i++) {
        if (byteIndex == bytes.length) {
          textIndex = (textIndex + 1) % texts.size();
          bytes = bytes(texts.get(textIndex));
          byteIndex = 0;
          previous = BigramCounts.START;
        }
        int next = Byte.toUnsignedInt(bytes[byteIndex++]);
        sum += step.negativeLogLikelihood(previous, next);
        pairs[2 * i] = previous;
        pairs[2 * i + 1] = next;
        previous = next;
      }
      for (int i = 0; i < pairs.length; i += 2) {
        counts.add(pairs[i], pairs[i + 1], 1);
      }
      return sum;
    }
  }

  private OptionalDouble validationLoss() {
    double sum = 0;
    long tokenCount = 0;
    for (String text : heldOut) {
      PerplexityScore score =
          BigramReferenceModel.score(
              counts,
              Document.of("held out", text),
              ContextWindows.disjoint(),
              task.model().contextLength());
      sum += score.negativeLogLikelihood();
      tokenCount += score.tokenCount();
    }
    return heldOut.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum / tokenCount);
  }

  /** {@code -sum(p ln p)} over the relative frequencies of bytes held out, in nats. */
  private OptionalDouble unigramEntropy() {
    long[] frequencies = new long[256];
    long total = 0;
    for (String text : heldOut) {
      for (byte b : bytes(text)) {
        frequencies[Byte.toUnsignedInt(b)]++;
        total++;
      }
    }
    double entropy = 0;
    for (long frequency : frequencies) {
      double p = (double) frequency / total;
      entropy -= frequency == 0 ? 0 : p * Math.log(p);
    }
    return heldOut.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(entropy);
  }
}
