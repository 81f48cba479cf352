/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.select.SelectionCriterion;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which documents are kept. */
final class KeepOptions implements OptionSection {
  @Option(
      names = {"-k", "--keep"},
      required = true,
      paramLabel = "BAND",
      description =
          "The share to keep of the scored documents, and which: low:0.5 (the least surprising half),"
              + " medium:0.5, high:0.5 or random:0.5; or a budget, low:2000000tokens and so on; or a band,"
              + " percentiles:20-80 or perplexity:5-100.")
  private String keep = "";

  @Mixin private BandOptions bands = new BandOptions();

  /** The criterion. A random selection is drawn with the seed. */
  SelectionCriterion criterion(long seed) {
    return bands.criterion(keep, seed);
  }

  @Override
  public String heading() {
    return "What to keep";
  }
}
