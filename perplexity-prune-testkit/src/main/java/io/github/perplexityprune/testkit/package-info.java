/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Contract tests and fakes for host applications and for engines. */
@NullMarked
package io.github.perplexityprune.testkit;

import org.jspecify.annotations.NullMarked;
