/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Fills a store in steps that are always the same, and goes on from where an earlier filling ended:
 * first registers every document, then scores them. Run as a program it is there to be killed.
 */
final class SqliteFilling {
  static final int DOCUMENTS = 4_000;
  private static final int REGISTERED_TOGETHER = 5;
  private static final int SCORED_TOGETHER = 7;

  private SqliteFilling() {}

  /** Fills the store named by the argument and prints the position after each checkpoint. */
  public static void main(String[] arguments) throws InterruptedException {
    try (ScoreStore store = SqliteScoreStore.open(Path.of(arguments[0]), /* commitNanos= */ 0)) {
      System.out.println("open");
      if (arguments.length > 1) {
        Thread.sleep(Long.MAX_VALUE);
      }
      fill(store, System.out::println);
    }
  }

  /**
   * Fills a store.
   *
   * @param afterCheckpoint is told the position: documents registered and documents scored
   */
  static void fill(ScoreStore store, LongConsumer afterCheckpoint) {
    for (long i = store.documentCount(); i < DOCUMENTS; i++) {
      store.register(id(i), "domain " + i / 100, state(i), (int) (i % 3), bytes(i));
      if ((i + 1) % REGISTERED_TOGETHER == 0) {
        store.checkpoint();
        afterCheckpoint.accept(i + 1);
      }
    }
    store.recordReference(0, "model");
    for (long i = scoredCount(store); i < DOCUMENTS; i++) {
      if (state(i) == DocumentState.PENDING) {
        score(store, i);
      }
      if ((i + 1) % SCORED_TOGETHER == 0 || i + 1 == DOCUMENTS) {
        store.checkpoint();
        afterCheckpoint.accept(DOCUMENTS + i + 1);
      }
    }
  }

  private static void score(ScoreStore store, long i) {
    if (i % 13 == 0) {
      store.putFailure(i, "failure of " + i);
    } else {
      double nll = new SplittableRandom(i).nextDouble(1000);
      store.putScore(i, new PerplexityScore(nll, 1 + i % 300, bytes(i)), DocumentState.SCORED);
    }
  }

  private static String id(long i) {
    return i % 4 == 0 ? Long.toString(i) : "document " + i;
  }

  private static DocumentState state(long i) {
    return i % 10 == 3 ? DocumentState.REFERENCE : DocumentState.PENDING;
  }

  private static long bytes(long i) {
    return 1 + i * i % 10_007;
  }

  /** Documents before the first that waits for its score. */
  private static long scoredCount(ScoreStore store) {
    long count = 0;
    while (count < store.documentCount() && store.row(count).state() != DocumentState.PENDING) {
      count++;
    }
    return count;
  }

  /** The position of a store that was filled so far; it must be that of a checkpoint. */
  static long position(ScoreStore store) {
    long registered = store.documentCount();
    if (registered % REGISTERED_TOGETHER != 0) {
      throw new AssertionError(registered + " registered documents are no checkpoint");
    }
    long scored =
        store.references().isEmpty() ? 0 : scoredCount(store) / SCORED_TOGETHER * SCORED_TOGETHER;
    return registered == DOCUMENTS && scoredCount(store) == DOCUMENTS
        ? 2L * DOCUMENTS
        : registered + scored;
  }

  /** All that a store holds, a line each. */
  static List<String> content(ScoreStore store) {
    List<String> lines = new ArrayList<>(store.references());
    lines.addAll(store.domains());
    store.forEach(
        row ->
            lines.add(
                String.join(
                    " ",
                    row.id(),
                    Integer.toString(row.domain()),
                    row.state().toString(),
                    Integer.toString(row.fold()),
                    Long.toString(row.byteCount()),
                    row.score().toString(),
                    row.failureReason().toString())));
    return lines;
  }

  /** What a store holds at a position. */
  static List<String> contentAt(long position) {
    ScoreStore store = ScoreStore.inMemory();
    if (position == 0) {
      return content(store);
    }
    try {
      fill(
          store,
          at -> {
            if (at == position) {
              throw new Reached();
            }
          });
    } catch (Reached e) {
      return content(store);
    }
    throw new AssertionError(position + " is no checkpoint");
  }

  /** Ends a filling. */
  private static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
