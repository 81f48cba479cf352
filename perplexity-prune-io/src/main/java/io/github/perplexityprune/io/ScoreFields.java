/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.score.PerplexityScore;
import java.util.Optional;

/**
 * What is added to a written record: {@code pp_negative_log_likelihood} (summed, nats), {@code
 * pp_token_count}, {@code pp_byte_count} and {@code pp_perplexity}, all null when the document has
 * no score; and {@code pp_verdict}.
 *
 * @param verdict why the document was kept or dropped
 */
record ScoreFields(Optional<PerplexityScore> score, String verdict) {}
