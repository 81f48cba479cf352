/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import picocli.CommandLine.Option;

/** Whether only to say what would be done. */
final class DryRunOption implements OptionSection {
  @Option(
      names = "--dry-run",
      description = "Only read the documents once, and say what there is to do; write nothing.")
  private boolean dryRun;

  boolean isSet() {
    return dryRun;
  }

  @Override
  public String heading() {
    return OTHER;
  }
}
