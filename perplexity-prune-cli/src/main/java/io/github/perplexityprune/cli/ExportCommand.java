/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.io.ScoreExport;
import io.github.perplexityprune.io.SqliteScoreStore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes scores for other tools. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    customSynopsis = "perplexity-prune export -s FILE TARGET",
    description = {"Writes the scores as CSV or Parquet, one row a document.", ""},
    footer = {"", "Example:", "  perplexity-prune export -s pruned/scores.db scores.parquet"})
final class ExportCommand implements Callable<Integer> {
  @Mixin private ScoresOption scores = new ScoresOption();

  @Parameters(paramLabel = "TARGET", description = "The file to write: *.csv or *.parquet.")
  private Path target = Path.of("");

  @Override
  public Integer call() {
    try (SqliteScoreStore store = scores.open()) {
      if (target.toString().endsWith(".csv")) {
        ScoreExport.toCsv(store, target);
      } else if (target.toString().endsWith(".parquet")) {
        ScoreExport.toParquet(store, target);
      } else {
        throw new IllegalArgumentException(
            "TARGET must end with .csv or .parquet, but was " + target);
      }
    }
    return ExitCode.FINE;
  }
}
