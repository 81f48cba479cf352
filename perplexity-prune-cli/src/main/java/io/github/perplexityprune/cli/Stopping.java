/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What happens on Ctrl-C or a polite kill: the work is interrupted, keeps what is needed to go on,
 * and then the process ends. Native code must not be computing when the JVM ends.
 */
final class Stopping {
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private Stopping() {}

  /**
   * Interrupts a thread when the process is told to end, and ends it with that thread's exit code.
   */
  static void stopOnExit(Thread work, AtomicInteger exitCode) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(work, exitCode)));
  }

  private static void stop(Thread work, AtomicInteger exitCode) {
    if (!work.isAlive()) {
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
