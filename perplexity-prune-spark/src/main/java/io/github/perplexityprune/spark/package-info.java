/* Copyright 2026 the perplexity-prune authors. SPDX-License-Identifier: Apache-2.0 */
/** Pruning on Apache Spark. */
@NullMarked
package io.github.perplexityprune.spark;

import org.jspecify.annotations.NullMarked;
