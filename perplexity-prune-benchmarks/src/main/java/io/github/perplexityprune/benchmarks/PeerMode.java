/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import java.util.Locale;

/** How the peer scores. */
enum PeerMode {
  /** Batches of 16 windows in corpus order, padded to the longest. */
  PADDED,
  /** The same with windows ordered by length. */
  SORTED,
  /** One window at a time. */
  SINGLE;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
