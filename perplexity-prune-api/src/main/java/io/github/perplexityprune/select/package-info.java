/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** Selection: from scores to kept documents. */
@NullMarked
package io.github.perplexityprune.select;

import org.jspecify.annotations.NullMarked;
