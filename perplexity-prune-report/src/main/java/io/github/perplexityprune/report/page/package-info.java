/* Copyright 2026 the perplexity-prune authors. SPDX-License-Identifier: Apache-2.0 */
/** What the library's pages are made of. Only for its own modules. */
@NullMarked
package io.github.perplexityprune.report.page;

import org.jspecify.annotations.NullMarked;
