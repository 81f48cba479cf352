/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;

/** Which documents are ranked against each other: those of equal fold and group. */
enum Scope {
  /** All of them. */
  STORE(0, 0),
  /** Those that the same reference model scored. */
  FOLD(-1, 0),
  /** Those of the same domain that the same reference model scored. */
  DOMAIN(-1, -1);

  /** All ones to tell folds or domains apart, else zero: a branch a document would cost more. */
  private final int foldMask;

  private final int domainMask;

  Scope(int foldMask, int domainMask) {
    this.foldMask = foldMask;
    this.domainMask = domainMask;
  }

  /** The document's fold, or 0 when folds are ranked together. */
  int foldOf(ScoreRow row) {
    return row.fold() & foldMask;
  }

  /** The number of the document's domain, or 0 when domains are ranked together. */
  int groupOf(ScoreRow row) {
    return row.domain() & domainMask;
  }
}
