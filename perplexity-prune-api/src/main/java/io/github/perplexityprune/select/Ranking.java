/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import io.github.perplexityprune.score.ScoreRow;
import java.io.Serializable;

/**
 * How a store's documents are ranked.
 *
 * @param key what they are ranked by
 * @param unit how long each is on the axis of the ranking
 * @param minimumTokens documents with fewer tokens are not ranked
 * @param scope which documents are ranked against each other
 */
record Ranking(RankKey key, RankUnit unit, long minimumTokens, Scope scope)
    implements Serializable {

  Ranking(RankKey key, Modifiers modifiers) {
    this(key, modifiers.unit(), modifiers.minimumTokens(), modifiers.scope());
  }

  boolean ranks(ScoreRow row) {
    return row.state().isRanked() && row.tokenCount() >= minimumTokens;
  }
}
