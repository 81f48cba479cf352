/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.study.StudyListener;

/** Progress on the screen, which must be left tidy however the work ends. */
interface ShownProgress extends StudyListener, AutoCloseable {
  @Override
  default void close() {}
}
