/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static io.github.perplexityprune.djl.DecoderProgram.list;
import static io.github.perplexityprune.djl.DecoderProgram.single;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.perplexityprune.reference.Precision;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A transformer on a device: its program and its weights. */
final class Decoder implements AutoCloseable {
  /** oneDNN compiles a product anew for every number of rows it has not seen lately. */
  private static final int ROW_MULTIPLE = 16;

  private final DecoderLayout layout;
  private final DecoderProgram program;
  private final DecoderWeights weights;
  private final NDList slopes;
  private final NDList frequencies;
  private final PassBudget budget;
  private @Nullable PassThreads threads;

  private Decoder(DecoderLayout layout, DecoderProgram program, DecoderWeights.Values values) {
    this.layout = layout;
    this.budget = PassBudget.of(program.manager().getDevice());
    this.program = program;
    this.weights = new DecoderWeights(layout, program, values);
    NDManager manager = program.manager();
    DecoderConfig config = layout.config();
    float[] perHead = config.positions().slopes(config.attention().headCount());
    this.slopes = new NDList(manager.create(perHead, new Shape(perHead.length)));
    double[] perPair = config.positions().frequencies();
    this.frequencies = new NDList(manager.create(perPair, new Shape(perPair.length)));
  }

  /** A transformer with given weights. Loads the engine. */
  static Decoder of(DecoderLayout layout, Processor processor, DecoderWeights.Values values) {
    return of(layout, DecoderProgram.load(layout.config(), processor), values);
  }

  /** A transformer with a program of its own, which it closes. */
  static Decoder of(DecoderLayout layout, DecoderProgram program, DecoderWeights.Values values) {
    try {
      return new Decoder(layout, program, values);
    } catch (RuntimeException | Error e) {
      program.close();
      throw e;
    }
  }

  /** A transformer with random weights; the same seed gives the same weights. Loads the engine. */
  static Decoder random(DecoderLayout layout, Processor processor, long seed) {
    return of(layout, processor, randomValues(seed));
  }

  /** The values of random weights. */
  static DecoderWeights.Values randomValues(long seed) {
    SplittableRandom seeds = new SplittableRandom(seed);
    return (index, tensor) -> normal(tensor, seeds.split());
  }

  /** Normally distributed values, by the Box-Muller transform. */
  private static float[] normal(DecoderLayout.Tensor tensor, SplittableRandom random) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    for (int i = 0; i < values.length; i += 2) {
      double radius = tensor.initialDeviation() * Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
      double angle = 2 * Math.PI * random.nextDouble();
      values[i] = (float) (tensor.initialMean() + radius * Math.cos(angle));
      if (i + 1 < values.length) {
        values[i + 1] = (float) (tensor.initialMean() + radius * Math.sin(angle));
      }
    }
    return values;
  }

  DecoderLayout layout() {
    return layout;
  }

  /** What it computes in. */
  Precision precision() {
    return program.processor().precision();
  }

  /** The manager whose arrays live as long as this decoder. */
  NDManager manager() {
    return program.manager();
  }

  DecoderWeights weights() {
    return weights;
  }

  /** An array in the precision of this decoder, which DJL itself cannot convert to. */
  NDArray computed(NDManager scope, NDArray array) {
    return program.call(scope, "computed", single(array));
  }

  /** The negative log-likelihood of each of a batch's targets, in nats. */
  float[] score(WindowBatch batch) {
    return Arrays.copyOf(score("score", batch), batch.tokenCount());
  }

  /**
   * Two numbers for each of a batch's targets: its negative log-likelihood in nats, and 1 if it is
   * the likeliest token, else 0.
   */
  float[] judge(WindowBatch batch) {
    return Arrays.copyOf(score("judge", batch), 2 * batch.tokenCount());
  }

  private float[] score(String method, WindowBatch batch) {
    DecoderWeights.Packed ready = weights.packed();
    int rows = (batch.tokenCount() + ROW_MULTIPLE - 1) / ROW_MULTIPLE * ROW_MULTIPLE;
    try (NDManager scope = manager().newSubManager()) {
      return program
          .call(
              scope,
              method,
              new NDList(scope.create(batch.inputs(rows))),
              new NDList(scope.create(batch.targets(rows))),
              new NDList(scope.create(batch.offsets(rows))),
              slopes,
              frequencies,
              ready.weights(),
              ready.outputSlices())
          .toFloatArray();
    }
  }

  /** How many tokens a pass may have. */
  PassBudget budget() {
    return budget;
  }

  /** The threads that run passes of this decoder beside each other. */
  synchronized PassThreads threads() {
    if (threads == null) {
      threads = PassThreads.start(manager().getDevice(), Integer.MAX_VALUE);
    }
    return threads;
  }

  /** A summed negative log-likelihood and its gradients; lives until it is closed. */
  final class Gradients implements AutoCloseable {
    private final NDManager scope;
    private final NDList found;

    private Gradients(NDManager scope, NDList found) {
      this.scope = scope;
      this.found = found;
    }

    /** Adds the gradients to {@code gradients} and returns the sum, in nats. */
    double addTo(NDList gradients) {
      // in the mode that other threads' calls of gradients are in: the mode is the program's
      return program
          .callDifferentiating(scope, "add", list("f", found), list("g", gradients))
          .singletonOrThrow()
          .getDouble();
    }

    @Override
    public void close() {
      scope.close();
    }
  }

  /** Differentiates a batch's summed negative log-likelihood. */
  Gradients gradients(WindowBatch batch) {
    NDManager scope = manager().newSubManager();
    try {
      NDList found =
          program.callDifferentiating(
              scope,
              "gradients",
              new NDList(scope.create(batch.inputs())),
              new NDList(scope.create(batch.targets())),
              new NDList(scope.create(batch.offsets())),
              slopes,
              frequencies,
              list("w", weights.plain()));
      return new Gradients(scope, found);
    } catch (RuntimeException | Error e) {
      scope.close();
      throw e;
    }
  }

  /** The global norm of arrays taken as one vector. */
  double norm(NDList arrays) {
    try (NDManager scope = manager().newSubManager()) {
      return program.call(scope, "norm", list("g", arrays)).getFloat();
    }
  }

  /**
   * Calls an optimizer's step: {@code numbers}, the weights, then {@code state}, all changed in
   * place.
   */
  void step(String method, double[] numbers, NDList... state) {
    try (NDManager scope = manager().newSubManager()) {
      NDList[] arguments = new NDList[state.length + 2];
      arguments[0] = new NDList(scope.create(numbers));
      arguments[1] = list("w", weights.plain());
      System.arraycopy(state, 0, arguments, 2, state.length);
      NDArray ignored = program.call(scope, method, arguments);
      ignored.close();
    }
    weights.changed();
  }

  @Override
  public void close() {
    @Nullable PassThreads running;
    synchronized (this) {
      running = threads;
      threads = null;
    }
    if (running != null) {
      running.close();
    }
    program.close();
  }
}
