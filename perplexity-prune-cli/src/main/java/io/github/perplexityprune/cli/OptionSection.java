/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

/** A part of a command's help: options that belong together. */
interface OptionSection {
  /** Of options whose declarer says nothing. */
  String OTHER = "Other options";

  /** What stands above them. */
  String heading();
}
