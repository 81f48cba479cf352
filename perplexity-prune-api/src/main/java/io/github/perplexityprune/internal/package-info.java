/* Copyright 2026 the perplexity-prune authors. SPDX-License-Identifier: Apache-2.0 */
/** Not part of the API. */
@NullMarked
package io.github.perplexityprune.internal;

import org.jspecify.annotations.NullMarked;
