/* Copyright 2026 the perplexity-prune authors. SPDX-License-Identifier: Apache-2.0 */
/** Prunes a corpus of documents by their perplexity under a small reference model. */
@NullMarked
package io.github.perplexityprune;

import org.jspecify.annotations.NullMarked;
