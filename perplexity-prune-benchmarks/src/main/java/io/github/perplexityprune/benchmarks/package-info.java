/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** JMH benchmarks of the library. */
@NullMarked
package io.github.perplexityprune.benchmarks;

import org.jspecify.annotations.NullMarked;
