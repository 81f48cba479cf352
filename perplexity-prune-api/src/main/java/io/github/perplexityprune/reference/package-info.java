/* Copyright 2026 the perplexity-prune authors. SPDX-License-Identifier: Apache-2.0 */
/** Reference models: their shape, their training, and which documents train them. */
@NullMarked
package io.github.perplexityprune.reference;

import org.jspecify.annotations.NullMarked;
