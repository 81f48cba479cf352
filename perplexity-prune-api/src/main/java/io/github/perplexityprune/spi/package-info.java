/* Copyright 2026 the perplexity-prune authors. SPDX-License-Identifier: Apache-2.0 */
/** What an engine implements. Host applications need nothing from here. */
@NullMarked
package io.github.perplexityprune.spi;

import org.jspecify.annotations.NullMarked;
