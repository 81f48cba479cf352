/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.djl.TrainingState.Kind;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreSink;
import io.github.perplexityprune.spi.TrainingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One training from texts to a reference model: tokenise and pack, train, measure on documents held
 * out.
 */
final class ReferenceTraining {
  /** Fixed, so that the documents held out do not change with the training's seed. */
  private static final long VALIDATION_SEED = 0x76616C6964L;

  /**
   * Validation costs at most about this share of the training's tokens, but no fewer than the
   * minimum.
   */
  private static final double VALIDATION_TOKEN_SHARE = 0.05;

  private static final int MINIMUM_VALIDATION_TOKENS = 100_000;

  /** The same for each look on the way. */
  private static final double GLANCE_TOKEN_SHARE = 0.005;

  private static final int MINIMUM_GLANCE_TOKENS = 2_000;

  /** Bounds the memory that texts held out take. */
  private static final int MAXIMUM_VALIDATION_CHARACTERS = 20_000_000;

  private final TrainingTask task;
  private final Processor processor;
  private final Tokenizer tokenizer;
  private final List<String> heldOut = new ArrayList<>();
  private long heldOutCharacters;
  private long documentCount;

  ReferenceTraining(TrainingTask task, Processor processor) {
    this.task = task;
    this.processor = processor;
    this.tokenizer = Tokenizer.cl100k(task.model().vocabularySize());
  }

  ReferenceModel run() {
    try (PackedTokens tokens = pack()) {
      TrainingCheckpoints checkpoints = new TrainingCheckpoints(task, processor.precision());
      Optional<TrainingState> latest = checkpoints.latest();
      try (TrainingState from = latest.orElse(null)) {
        return train(tokens, checkpoints, from);
      }
    }
  }

  private ReferenceModel train(
      PackedTokens tokens, TrainingCheckpoints checkpoints, @Nullable TrainingState from) {
    Decoder decoder = decoder(from);
    try {
      Training.Outcome outcome =
          new Training(decoder, task, tokens, checkpoints, new Checks(decoder, tokens)).run(from);
      Validation validation =
          validate(
              decoder,
              limit(MINIMUM_VALIDATION_TOKENS, VALIDATION_TOKEN_SHARE, outcome.tokenCount()));
      TrainingReport report =
          new TrainingReport(
              task.model(),
              task.training(),
              task.split(),
              task.fold(),
              task.textsDigest(),
              documentCount,
              tokens.tokenCount(),
              outcome.tokenCount(),
              outcome.stepCount(),
              outcome.loss(),
              validation.loss(),
              validation.unigramEntropy(),
              outcome.duration());
      return new DjlReferenceModel(
          decoder,
          tokenizer,
          task.windows(),
          Optional.of(report),
          Checkpoint.describing(task.model(), Optional.of(report)));
    } catch (RuntimeException | Error e) {
      decoder.close();
      throw e;
    }
  }

  private static long limit(int minimum, double share, long trainedTokens) {
    return Math.max(minimum, (long) (share * trainedTokens));
  }

  /** Looks at a decoder on the way. */
  private final class Checks implements Training.Checks {
    private final Decoder decoder;
    private final long glanceTokens;

    Checks(Decoder decoder, PackedTokens tokens) {
      this.decoder = decoder;
      long trainedTokens = task.training().budget().tokensFor(tokens.tokenCount());
      this.glanceTokens = limit(MINIMUM_GLANCE_TOKENS, GLANCE_TOKEN_SHARE, trainedTokens);
    }

    @Override
    public OptionalDouble validationLoss() {
      return validate(decoder, glanceTokens).loss();
    }

    @Override
    public void observe(TrainingProgress progress) {
      Checkpoint.Description description = Checkpoint.describing(task.model(), Optional.empty());
      try (ReferenceModel now =
          DjlReferenceModel.view(decoder, tokenizer, task.windows(), description)) {
        task.observation().observer().observe(progress, now);
      }
    }
  }

  private Decoder decoder(@Nullable TrainingState from) {
    DecoderLayout layout = DecoderLayout.of(task.model());
    return from == null
        ? Decoder.random(layout, processor, task.training().seed())
        : Decoder.of(layout, processor, (index, tensor) -> from.values(Kind.WEIGHT, tensor));
  }

  /** Tokenises all texts but those held out. */
  private PackedTokens pack() {
    PackedTokens.Writer writer = new PackedTokens.Writer(tokenizer.prefixToken());
    try {
      try (Stream<String> texts = task.texts().get()) {
        write(texts.filter(text -> !holdOut(text)), writer);
      }
      if (documentCount == 0) { // too few documents to hold any out
        write(heldOut.stream(), writer);
        heldOut.clear();
      }
      return writer.packed(task.model().contextLength());
    } catch (RuntimeException | Error e) {
      writer.close();
      throw e;
    }
  }

  private void write(Stream<String> texts, PackedTokens.Writer writer) {
    try (var tokenized =
        new TokenizedDocuments<>(texts.iterator(), Function.identity(), tokenizer)) {
      while (tokenized.hasNext()) {
        writer.add(tokenized.next().tokens().ids);
        documentCount++;
      }
    }
  }

  private boolean holdOut(String text) {
    double share = task.training().validationShare();
    if (share == 0
        || !ReferenceSplit.included(share)
            .withSeed(VALIDATION_SEED)
            .trains(ReferenceSplit.contentHash(text), 0)) {
      return false;
    }
    if (heldOutCharacters < MAXIMUM_VALIDATION_CHARACTERS) {
      heldOut.add(text);
      heldOutCharacters += text.length();
    }
    return true;
  }

  private record Validation(OptionalDouble loss, OptionalDouble unigramEntropy) {}

  /** Measures on the first documents held out, until they have a number of tokens. */
  private Validation validate(Decoder decoder, long limit) {
    long[] frequencies = new long[task.model().vocabularySize()];
    long tokenCount = 0;
    List<Document> documents = new ArrayList<>();
    for (String text : heldOut) {
      if (tokenCount >= limit) {
        break;
      }
      for (int token : tokenizer.encode(text)) {
        frequencies[token]++;
        tokenCount++;
      }
      documents.add(Document.of("held out " + documents.size(), text));
    }
    if (tokenCount == 0) {
      return new Validation(OptionalDouble.empty(), OptionalDouble.empty());
    }
    Sum sum = new Sum();
    int contextLength = task.model().contextLength();
    int prefixToken = tokenizer.prefixToken();
    new PackedScoring(
            decoder, decoder.threads(), tokenizer, prefixToken, contextLength, contextLength, sum)
        .run(documents.iterator());
    return new Validation(
        OptionalDouble.of(sum.negativeLogLikelihood / sum.tokenCount),
        OptionalDouble.of(entropy(frequencies, tokenCount)));
  }

  /** {@code -sum(p ln p)} over relative frequencies, in nats. */
  private static double entropy(long[] frequencies, long total) {
    double entropy = 0;
    for (long frequency : frequencies) {
      if (frequency > 0) {
        double p = (double) frequency / total;
        entropy -= p * Math.log(p);
      }
    }
    return entropy;
  }

  private static final class Sum implements ScoreSink {
    private double negativeLogLikelihood;
    private long tokenCount;

    @Override
    public void scored(Document document, PerplexityScore score) {
      negativeLogLikelihood += score.negativeLogLikelihood();
      tokenCount += score.tokenCount();
    }

    @Override
    public void failed(Document document, ScoringException reason) {
      throw reason;
    }
  }
}
