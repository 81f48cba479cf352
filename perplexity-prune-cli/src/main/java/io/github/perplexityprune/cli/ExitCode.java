/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

/** How the process ends. */
final class ExitCode {
  static final int FINE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int DAMAGED_INPUT = 3;
  static final int INTERRUPTED = 4;

  private ExitCode() {}
}
