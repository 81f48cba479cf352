/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that run a model's passes. On a CPU there are as many as PyTorch would use for one
 * pass, and each computes alone: no core waits for another between two operators, and a pass
 * computes the same whatever else runs. On a GPU one thread feeds it.
 */
final class PassThreads implements AutoCloseable {
  private final ExecutorService threads;
  private final int count;

  private PassThreads(ExecutorService threads, int count) {
    this.threads = threads;
    this.count = count;
  }

  /** No threads but the caller's: a pass at a time, on all the threads that PyTorch uses. */
  static PassThreads ofCaller() {
    return new PassThreads(MoreExecutors.newDirectExecutorService(), 1);
  }

  /** Starts the threads of a device. Loads the engine. */
  static PassThreads start(Device device) {
    return device.isGpu() ? new PassThreads(pool(1, () -> {}), 1) : startAlone();
  }

  /**
   * Sets PyTorch's count of threads to one in each new thread. That sets what other threads begin
   * with, too, so it is set back.
   */
  private static synchronized PassThreads startAlone() {
    int count = JniUtils.getNumThreads();
    CountDownLatch begun = new CountDownLatch(count);
    ExecutorService threads =
        pool(
            count,
            () -> {
              JniUtils.getNumThreads(); // a thread's first call would undo what was set before
              JniUtils.setNumThreads(1);
              begun.countDown();
            });
    Uninterruptibles.awaitUninterruptibly(begun);
    JniUtils.setNumThreads(count);
    return new PassThreads(threads, count);
  }

  private static ExecutorService pool(int count, Runnable begin) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread =
                  new Thread(
                      () -> {
                        begin.run();
                        work.run();
                      },
                      "perplexity-prune-pass");
              thread.setDaemon(true);
              return thread;
            });
    pool.prestartAllCoreThreads();
    return pool;
  }

  /** Passes that run at once. */
  int count() {
    return count;
  }

  /** Runs a pass as soon as a thread is free. */
  <T> Future<T> submit(Callable<T> pass) {
    return threads.submit(pass);
  }

  /** Drops passes that have not begun and waits for the others, which read the model's weights. */
  @Override
  public void close() {
    threads.shutdownNow();
    Uninterruptibles.awaitTerminationUninterruptibly(threads);
  }
}
