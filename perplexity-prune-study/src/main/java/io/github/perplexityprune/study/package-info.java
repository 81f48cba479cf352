/* Copyright 2026 the perplexity-prune authors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Says whether pruning helps, by training models on pruned and unpruned data and comparing them.
 */
@NullMarked
package io.github.perplexityprune.study;

import org.jspecify.annotations.NullMarked;
