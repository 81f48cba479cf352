/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/** A record in the form of its file, with everything that is not text, id or domain. */
interface RawRecord {}
