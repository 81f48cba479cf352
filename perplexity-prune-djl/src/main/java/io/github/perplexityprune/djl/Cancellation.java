/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import java.util.concurrent.CancellationException;

/** What an interrupt of a thread becomes. */
final class Cancellation {
  private Cancellation() {}

  /** The exception for work that an interrupt ended. */
  static CancellationException of(String work, Exception cause) {
    CancellationException cancelled =
        new CancellationException(work + " was cancelled by interrupting its thread");
    cancelled.initCause(cause);
    return cancelled;
  }
}
