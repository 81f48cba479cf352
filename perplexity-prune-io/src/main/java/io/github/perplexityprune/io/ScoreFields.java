/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.JudgedDocument;
import io.github.perplexityprune.score.PerplexityScore;
import java.util.Locale;
import java.util.Optional;

/**
 * What is added to a written record: the fields named here, of which those of the score are null
 * when the document has none.
 *
 * @param verdict why the document was kept or dropped
 */
record ScoreFields(Optional<PerplexityScore> score, String verdict) {
  /** Summed, in nats. */
  static final String NEGATIVE_LOG_LIKELIHOOD = "pp_negative_log_likelihood";

  static final String TOKEN_COUNT = "pp_token_count";

  /** Bytes of the text in UTF-8. */
  static final String BYTE_COUNT = "pp_byte_count";

  static final String PERPLEXITY = "pp_perplexity";
  static final String VERDICT = "pp_verdict";

  static ScoreFields of(JudgedDocument<?> document) {
    return new ScoreFields(document.score(), document.verdict().name().toLowerCase(Locale.ROOT));
  }
}
