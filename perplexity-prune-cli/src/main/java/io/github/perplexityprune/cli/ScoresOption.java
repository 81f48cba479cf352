/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.io.SqliteScoreStore;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The scores that a command reads. */
final class ScoresOption implements OptionSection {
  @Option(
      names = {"-s", "--scores"},
      required = true,
      paramLabel = "FILE",
      description = "The SQLite file with the scores.")
  private @Nullable Path file;

  Path file() {
    return requireNonNull(file, "picocli sets required options");
  }

  /** Opens the scores to read; the caller closes them. */
  SqliteScoreStore open() {
    return SqliteScoreStore.openReadOnly(file());
  }

  @Override
  public String heading() {
    return "Scores";
  }
}
