/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.nio.file.Path;

/**
 * A text file, which is a record of its own.
 *
 * @param path where it is; it is written unchanged by copying it, compressed or not
 */
record TextFile(Path path) implements RawRecord {}
