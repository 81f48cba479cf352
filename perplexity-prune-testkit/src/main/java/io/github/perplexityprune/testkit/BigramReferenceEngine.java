/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.testkit;

import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.spi.ReferenceEngine;
import io.github.perplexityprune.spi.TrainingTask;
import java.nio.file.Path;

/**
 * A reference engine in plain Java for tests: its model knows how often each byte follows each
 * other, and is trained in milliseconds without native code. Give it to a trainer as an instance;
 * it is not registered for lookup, so it never competes with a real engine:
 *
 * <pre>{@code
 * ReferenceModelTrainer.builder()
 *     .model(ReferenceModelConfig.tiny())
 *     .engine(new BigramReferenceEngine())
 *     .build()
 * }</pre>
 *
 * <p>It keeps the whole contract of an engine, with splits, budgets, window policies, checkpoints
 * and cancellation. A token is a byte of UTF-8. Of the model's shape only the context length
 * matters, of the training only the budget, the tokens of a batch, the share for validation and the
 * seed; learning rate and gradient norm are reported as 0. The texts to train on are held in
 * memory.
 *
 * <p>The probability of a byte after another is {@code (count + c) / (total + sum(c))}, where each
 * {@code c} is drawn from the seed, uniformly in [0.5, 1.5): the weights before training.
 *
 * @since 0.1
 */
public final class BigramReferenceEngine implements ReferenceEngine {

  /** An engine. */
  public BigramReferenceEngine() {}

  @Override
  public String id() {
    return "bigram";
  }

  @Override
  public ReferenceModel train(TrainingTask task) {
    return new BigramTraining(task).run();
  }

  @Override
  public ReferenceModel load(Path folder, Device device) {
    return BigramCheckpoint.load(folder);
  }
}
