/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Shows what a pruning did to a corpus. */
@SuppressWarnings("module") // the study is built after this
module io.github.perplexityprune.report {
  requires transitive io.github.perplexityprune;
  requires static transitive org.jspecify;

  exports io.github.perplexityprune.report;
  exports io.github.perplexityprune.report.page to
      io.github.perplexityprune.study;
}
