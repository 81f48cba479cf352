/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import picocli.CommandLine.Option;

/** The one seed of a command: of the split, the training and a random selection. */
final class SeedOption implements OptionSection {
  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "NUMBER",
      description =
          "Of everything that is random: the split, the training, the band random (default: ${DEFAULT-VALUE}).")
  private long seed;

  long seed() {
    return seed;
  }

  @Override
  public String heading() {
    return "How the model computes";
  }
}
