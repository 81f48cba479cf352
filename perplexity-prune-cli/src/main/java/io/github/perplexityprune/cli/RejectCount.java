/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.io.RejectedRecord;
import java.util.function.Consumer;

/** Shows the first rejects, and counts all, for commands that write no documents. */
final class RejectCount implements Consumer<RejectedRecord> {
  private static final int SHOWN = 10;

  private final ConsoleOptions console;
  private long count;

  RejectCount(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public void accept(RejectedRecord rejected) {
    count++;
    if (count <= SHOWN) {
      console.warn("%s:%d: %s", rejected.file(), rejected.position(), rejected.reason());
    }
  }

  /** Says how many there were, if any. */
  void warn() {
    if (count > 0) {
      console.warn("WARNING: %,d records could not be read", count);
    }
  }
}
