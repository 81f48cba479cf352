/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.spi.ReferenceEngine;
import io.github.perplexityprune.spi.TrainingTask;
import io.github.perplexityprune.spi.TrainingTask.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An engine under test, with what to train and on which texts. Training is what costs, so tests
 * that only read a model share one.
 */
final class EngineTrial implements AutoCloseable {
  /** Relative difference allowed where only the order of float32 sums may differ. */
  static final double RELATIVE_TOLERANCE = 1e-5;

  /** The same in percent. */
  static final double TOLERANCE_PERCENT = 100 * RELATIVE_TOLERANCE;

  private static final List<String> TRAINING_TEXTS = ToyLanguage.texts(60, 1);
  private static final List<String> OTHER_TEXTS = ToyLanguage.texts(24, 2);

  private final ReferenceEngine engine;
  private final ReferenceModelConfig model;
  private final TrainingConfig training;
  private final Device device;
  private @Nullable ReferenceModel trained;

  EngineTrial(
      ReferenceEngine engine, ReferenceModelConfig model, TrainingConfig training, Device device) {
    this.engine = engine;
    this.model = model;
    this.training = training;
    this.device = device;
  }

  ReferenceEngine engine() {
    return engine;
  }

  ReferenceModelConfig model() {
    return model;
  }

  TrainingConfig training() {
    return training;
  }

  /** A training of a few steps, for tests that ask not how well a model learned. */
  TrainingConfig briefTraining() {
    return training.withBatchTokens(128, 128).withBudget(TrainingBudget.tokens(512));
  }

  Device device() {
    return device;
  }

  /** A model that no test may close. */
  ReferenceModel trained() {
    ReferenceModel known = trained;
    if (known == null) {
      known = train(training);
      trained = known;
    }
    return known;
  }

  ReferenceModel train(TrainingConfig how) {
    return train(how, TRAINING_TEXTS::stream, progress -> {});
  }

  ReferenceModel train(
      TrainingConfig how, Supplier<Stream<String>> texts, Consumer<TrainingProgress> progress) {
    return train(how, texts, Observation.NONE, progress);
  }

  ReferenceModel observed(TrainingConfig how, Observation observation) {
    return train(how, TRAINING_TEXTS::stream, observation, progress -> {});
  }

  private ReferenceModel train(
      TrainingConfig how,
      Supplier<Stream<String>> texts,
      Observation observation,
      Consumer<TrainingProgress> progress) {
    return engine.train(
        new TrainingTask(
            model,
            how,
            split(),
            fold(),
            "digest",
            texts,
            ContextWindows.disjoint(),
            device,
            Optional.empty(),
            observation,
            progress));
  }

  /** What tasks say of their documents: something else than any default. */
  ReferenceSplit split() {
    return ReferenceSplit.crossFitted(3).withSeed(11);
  }

  int fold() {
    return 2;
  }

  static List<String> trainingTexts() {
    return TRAINING_TEXTS;
  }

  /** Documents of the language trained on, of many lengths, none of them trained on. */
  static List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    for (String text : OTHER_TEXTS) {
      int length = Math.max(1, text.length() * (documents.size() % 5) / 4);
      documents.add(Document.of("document " + documents.size(), text.substring(0, length)));
    }
    return documents;
  }

  /** A document of several contexts. */
  static Document longDocument() {
    return Document.of("long", String.join(" ", OTHER_TEXTS.subList(0, 3)));
  }

  @Override
  public void close() {
    if (trained != null) {
      trained.close();
    }
  }
}
