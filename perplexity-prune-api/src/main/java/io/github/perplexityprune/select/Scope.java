/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;

/** Which documents are ranked against each other. */
enum Scope {
  /** All of them. */
  STORE {
    @Override
    int foldOf(ScoreRow row) {
      return 0;
    }

    @Override
    int groupOf(ScoreRow row) {
      return 0;
    }
  },
  /** Those that the same reference model scored. */
  FOLD {
    @Override
    int foldOf(ScoreRow row) {
      return row.fold();
    }

    @Override
    int groupOf(ScoreRow row) {
      return 0;
    }
  },
  /** Those of the same domain that the same reference model scored. */
  DOMAIN {
    @Override
    int foldOf(ScoreRow row) {
      return row.fold();
    }

    @Override
    int groupOf(ScoreRow row) {
      return row.domain();
    }
  };

  /** Documents of the same fold and group, by this and the next method, are ranked together. */
  abstract int foldOf(ScoreRow row);

  abstract int groupOf(ScoreRow row);
}
