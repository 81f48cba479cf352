/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.PerplexityPruneException;

/**
 * A task file holds something that is not an item; the message names file and line.
 *
 * @since 0.1
 */
public final class TaskFileException extends PerplexityPruneException {
  TaskFileException(String message) {
    super(message);
  }
}
