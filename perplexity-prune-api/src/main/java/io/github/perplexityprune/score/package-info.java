/* Copyright 2026 the perplexity-prune authors. SPDX-License-Identifier: Apache-2.0 */
/** Scores: from a text to its negative log-likelihood, and where scores are kept. */
@NullMarked
package io.github.perplexityprune.score;

import org.jspecify.annotations.NullMarked;
