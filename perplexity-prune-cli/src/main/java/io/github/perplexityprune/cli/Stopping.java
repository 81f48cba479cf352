/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * What happens on Ctrl-C or a polite kill: the work is interrupted, keeps what is needed to go on,
 * and then the process ends. Native code must not be computing when the JVM ends.
 */
final class Stopping {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final AtomicInteger exitCode = new AtomicInteger(ExitCode.FAILED);
  private final Thread work;
  private volatile boolean isEnded;

  private Stopping(IntSupplier command) {
    this.work = new Thread(() -> exitCode.set(command.getAsInt()), "perplexity-prune");
  }

  /**
   * Runs a command and ends the process with its exit code, also when the process is told to end
   * before.
   */
  static void exitWith(IntSupplier command) throws InterruptedException {
    Stopping stopping = new Stopping(command);
    Runtime.getRuntime().addShutdownHook(new Thread(stopping::stop));
    stopping.work.start();
    stopping.work.join();
    stopping.isEnded = true;
    System.exit(stopping.exitCode.get());
  }

  private void stop() {
    if (isEnded) {
      return;
    }
    work.interrupt();
    try {
      work.join(LONGEST_STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(work.isAlive() ? ExitCode.INTERRUPTED : exitCode.get());
  }
}
