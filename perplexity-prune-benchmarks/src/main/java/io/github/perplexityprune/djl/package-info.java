/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** What benchmarks must reach inside the engine for; on the class path it shares its package. */
@NullMarked
package io.github.perplexityprune.djl;

import org.jspecify.annotations.NullMarked;
