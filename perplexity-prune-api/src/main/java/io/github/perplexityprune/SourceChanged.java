/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import io.github.perplexityprune.score.ScoreRow;

/** The complaint about a source that does not give the same documents again. */
final class SourceChanged {
  private SourceChanged() {}

  static PerplexityPruneException tooMany(long before) {
    return changed("gives more than the " + before + " documents it gave before");
  }

  static PerplexityPruneException tooFew(long now, long before) {
    return changed("gives " + now + " documents instead of " + before);
  }

  static PerplexityPruneException another(ScoreRow before, Document now, long byteCount) {
    return changed(
        "document "
            + before.ordinal()
            + " is '"
            + now.id()
            + "' of "
            + byteCount
            + " bytes where it was '"
            + before.id()
            + "' of "
            + before.byteCount());
  }

  private static PerplexityPruneException changed(String how) {
    return new PerplexityPruneException(
        "a source must give the same documents each time it is opened, but now "
            + how
            + "; do not change it between scoring and reading the result");
  }
}
