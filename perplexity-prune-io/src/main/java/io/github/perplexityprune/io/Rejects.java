/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.util.function.Consumer;

/**
 * What is done with rejected records. Every pass over the files meets the same ones in the same
 * order; the consumer is told of each by the first pass that comes to it, and every pass ends when
 * it meets more than the maximum.
 */
final class Rejects {
  private final Consumer<? super RejectedRecord> consumer;
  private final long maximum;
  private long reported;

  Rejects(Consumer<? super RejectedRecord> consumer, long maximum) {
    this.consumer = consumer;
    this.maximum = maximum;
  }

  /** The rejects of a new pass. */
  Consumer<RejectedRecord> pass() {
    return new Consumer<>() {
      private long met;

      @Override
      public void accept(RejectedRecord rejected) {
        met++;
        report(met, rejected);
        if (met > maximum) {
          throw new TooManyRejectsException(maximum, rejected);
        }
      }
    };
  }

  private synchronized void report(long ordinal, RejectedRecord rejected) {
    if (ordinal > reported) {
      reported = ordinal;
      consumer.accept(rejected);
    }
  }
}
