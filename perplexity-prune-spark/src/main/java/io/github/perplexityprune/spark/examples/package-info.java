/* Copyright 2026 the perplexity-prune authors. SPDX-License-Identifier: Apache-2.0 */
/** Programs to run with spark-submit. */
@NullMarked
package io.github.perplexityprune.spark.examples;

import org.jspecify.annotations.NullMarked;
