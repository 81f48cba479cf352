/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import com.google.common.base.Throwables;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that run a model's passes. On a CPU they share the threads that PyTorch would use for
 * one pass, so that with as many passes each computes alone: no core waits for another between two
 * operators, and a pass computes the same whatever else runs. On a GPU one thread feeds it.
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

  /**
   * Starts the threads of a device. Loads the engine.
   *
   * @param most passes that may run at once
   */
  static PassThreads start(Device device, int most) {
    return device.isGpu() ? new PassThreads(pool(1, () -> {}), 1) : startSharing(most);
  }

  /**
   * Sets PyTorch's count of threads in each new thread. That sets what other threads begin with,
   * too, so it is set back.
   */
  private static synchronized PassThreads startSharing(int most) {
    int all = JniUtils.getNumThreads();
    int count = Math.min(all, most);
    CountDownLatch begun = new CountDownLatch(count);
    ExecutorService threads =
        pool(
            count,
            () -> {
              JniUtils.getNumThreads(); // a thread's first call would undo what was set before
              JniUtils.setNumThreads(all / count);
              begun.countDown();
            });
    Uninterruptibles.awaitUninterruptibly(begun);
    JniUtils.setNumThreads(all);
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

  /**
   * Waits for a pass.
   *
   * @param work what it is for, for the exception's message
   * @throws CancellationException if the calling thread is interrupted
   */
  static <T> T result(String work, Future<T> pass) {
    try {
      if (Thread.interrupted()) { // waiting notices it only if there is something to wait for
        throw new InterruptedException();
      }
      return pass.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Cancellation.of(work, e);
    } catch (ExecutionException e) {
      Throwable cause = requireNonNull(e.getCause());
      Throwables.throwIfUnchecked(cause);
      throw new IllegalStateException(work + " failed", cause);
    }
  }

  /** Drops passes that have not begun and waits for the others, which read the model's weights. */
  @Override
  public void close() {
    threads.shutdownNow();
    Uninterruptibles.awaitTerminationUninterruptibly(threads);
  }
}
