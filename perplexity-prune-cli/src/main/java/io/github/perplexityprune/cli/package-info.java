/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/** The command {@code perplexity-prune}. */
@NullMarked
package io.github.perplexityprune.cli;

import org.jspecify.annotations.NullMarked;
