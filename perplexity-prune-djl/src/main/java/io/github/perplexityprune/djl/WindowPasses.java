/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Passes of a model over windows laid end to end, run by threads beside each other. What comes of
 * them is handled in the order of the windows, on the calling thread.
 *
 * @param <W> what the caller knows of a window
 */
final class WindowPasses<W> implements AutoCloseable {
  /** Passes handed over ahead of need, so that no thread waits for the next. */
  private static final int PASSES_A_THREAD = 2;

  private final PassBudget budget;
  private final PassThreads threads;
  private final Function<WindowBatch, float[]> pass;
  private final Outcome<W> outcome;
  private final Deque<Pass<W>> begun = new ArrayDeque<>();
  private WindowBatch batch = new WindowBatch();
  private List<Window<W>> windows = new ArrayList<>();

  /** Handles what came of a pass. */
  interface Outcome<W> {
    /**
     * Takes a window's part of the numbers of a pass.
     *
     * @param begin of the window's tokens in the pass
     * @param end of them
     */
    void window(W window, float[] numbers, int begin, int end);

    /** All windows of a pass have been taken. */
    default void passed() {}
  }

  private record Window<W>(W facts, int length) {}

  /** A pass of the model that runs, waits to run or is done. */
  private record Pass<W>(List<Window<W>> windows, Future<float[]> numbers) {}

  /**
   * Passes of a model.
   *
   * @param pass gives the numbers of a batch, as many for each token
   */
  WindowPasses(
      PassBudget budget,
      PassThreads threads,
      Function<WindowBatch, float[]> pass,
      Outcome<W> outcome) {
    this.budget = budget;
    this.threads = threads;
    this.pass = pass;
    this.outcome = outcome;
  }

  /**
   * Adds a window that reads {@code first} and then predicts {@code ids[from..to)} one by one.
   *
   * @throws CancellationException if the thread is interrupted
   */
  void add(W window, int first, int[] ids, int from, int to) {
    if (batch.tokenCount() > 0 && batch.tokenCount() + to - from > budget.tokens()) {
      begin();
    }
    batch.add(first, ids, from, to);
    windows.add(new Window<>(window, to - from));
  }

  /**
   * Waits for all that was added.
   *
   * @throws CancellationException if the thread is interrupted
   */
  void finish() {
    begin();
    while (!begun.isEmpty()) {
      end();
    }
  }

  /** Hands the batch to the threads, and waits for an earlier one if they have enough. */
  private void begin() {
    if (!windows.isEmpty()) {
      WindowBatch full = batch;
      begun.add(new Pass<>(windows, threads.submit(() -> budget.run(full, pass))));
      windows = new ArrayList<>();
      batch = new WindowBatch();
    }
    if (begun.size() > PASSES_A_THREAD * threads.count()) {
      end();
    }
  }

  private void end() {
    Pass<W> oldest = begun.remove();
    float[] numbers = PassThreads.result("scoring", oldest.numbers);
    int begin = 0;
    for (Window<W> window : oldest.windows) {
      outcome.window(window.facts, numbers, begin, begin + window.length);
      begin += window.length;
    }
    outcome.passed();
  }

  /** Drops passes that have not begun. */
  @Override
  public void close() {
    begun.forEach(waiting -> waiting.numbers.cancel(/* mayInterruptIfRunning= */ false));
  }
}
