/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

/** What a search does with documents of equal keys. */
enum Ties {
  /** Looks for the one document, told apart from its equals by hash and ordinal. */
  APART {
    @Override
    boolean isFound(RankRange range, long documentCount) {
      return documentCount == 1;
    }
  },
  /** Looks for the key. */
  TOGETHER {
    @Override
    boolean isFound(RankRange range, long documentCount) {
      return range.width() == 0;
    }
  };

  /** Whether a range with so many documents is narrow enough. */
  abstract boolean isFound(RankRange range, long documentCount);
}
