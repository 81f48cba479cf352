/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.select.Verdict;
import java.util.Optional;

/**
 * An object of the host application, kept or dropped.
 *
 * @param item the object, untouched
 * @param verdict whether it is kept, or why not
 * @param score its score, when it has one
 * @param <T> the host application's type
 * @since 0.1
 */
public record JudgedDocument<T>(T item, Verdict verdict, Optional<PerplexityScore> score) {

  /** Whether the document is kept. */
  public boolean isKept() {
    return verdict.isKept();
  }
}
