/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Prunes corpora by perplexity; engine-agnostic. */
module io.github.perplexityprune {
  requires com.google.common;
  requires static transitive org.jspecify;

  exports io.github.perplexityprune;
  exports io.github.perplexityprune.reference;
  exports io.github.perplexityprune.score;
  exports io.github.perplexityprune.select;
  exports io.github.perplexityprune.spi;

  uses io.github.perplexityprune.spi.ReferenceEngine;
}
