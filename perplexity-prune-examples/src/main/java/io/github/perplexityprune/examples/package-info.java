/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Programs that show the library. */
@NullMarked
package io.github.perplexityprune.examples;

import org.jspecify.annotations.NullMarked;
