/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import java.util.concurrent.CancellationException;

/** Cancels work whose thread is interrupted. */
final class Cancellation {
  private Cancellation() {}

  /** Throws when the current thread is interrupted, and leaves its interrupt flag set. */
  static void check(String work) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(work + " was cancelled by interrupting its thread");
    }
  }
}
