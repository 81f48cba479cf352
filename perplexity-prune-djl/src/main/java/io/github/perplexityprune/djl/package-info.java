/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** The reference model engine on DJL and PyTorch. */
@NullMarked
package io.github.perplexityprune.djl;

import org.jspecify.annotations.NullMarked;
