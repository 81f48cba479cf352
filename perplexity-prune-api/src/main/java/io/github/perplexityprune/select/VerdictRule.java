/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import java.io.Serializable;

/** Decides about one document at a time. */
final class VerdictRule implements Serializable {
  private final Ranking ranking;
  private final Cuts cuts;
  private final Verdict above;
  private final Unscored unscored;

  VerdictRule(Ranking ranking, Cuts cuts, Verdict above, Unscored unscored) {
    this.ranking = ranking;
    this.cuts = cuts;
    this.above = above;
    this.unscored = unscored;
  }

  Verdict verdict(ScoreRow row) {
    if (!ranking.ranks(row)) {
      return unscored.verdict(whyNotRanked(row));
    }
    int side = cuts.compare(row, ranking.key().of(row));
    return side < 0 ? Verdict.BELOW_BAND : side > 0 ? above : Verdict.KEPT;
  }

  private static Verdict whyNotRanked(ScoreRow row) {
    return switch (row.state()) {
      case PENDING -> Verdict.PENDING;
      case REFERENCE -> Verdict.REFERENCE;
      case EMPTY -> Verdict.EMPTY;
      case FAILED -> Verdict.FAILED;
      case SCORED, SCORED_BY_ITS_REFERENCE -> Verdict.TOO_SHORT;
    };
  }
}
