/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** The page that shows a person what a pruning did. */
@NullMarked
package io.github.perplexityprune.report;

import org.jspecify.annotations.NullMarked;
