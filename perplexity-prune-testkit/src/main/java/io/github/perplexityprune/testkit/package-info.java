/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Contract tests and fakes for those who write a reference model engine. */
@NullMarked
package io.github.perplexityprune.testkit;

import org.jspecify.annotations.NullMarked;
