/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Corpora in files: read, pruned and written unchanged; and the score store that outlives its
 * process.
 */
@NullMarked
package io.github.perplexityprune.io;

import org.jspecify.annotations.NullMarked;
