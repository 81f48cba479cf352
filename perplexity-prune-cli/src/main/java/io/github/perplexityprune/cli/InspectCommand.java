/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a model, a score store or a pruned corpus is. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    customSynopsis = "perplexity-prune inspect PATH [OPTIONS]",
    description = {"Tells what a model folder, a score store or an output folder holds.", ""},
    footer = {
      "",
      "Examples:",
      "  perplexity-prune inspect pruned/            the manifest, JSON",
      "  perplexity-prune inspect pruned/scores.db   counts and percentiles",
      "  perplexity-prune inspect pruned/reference   its size and training"
    })
final class InspectCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PATH", description = "A model folder, scores.db or an output folder.")
  private Path path = Path.of("");

  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Override
  public Integer call() {
    if (Files.isRegularFile(path)) {
      try (SqliteScoreStore store = SqliteScoreStore.openReadOnly(path)) {
        new StoreText(store).print(console);
      }
    } else if (Files.exists(path.resolve("manifest.json"))) {
      console.out().print(text(path.resolve("manifest.json")));
      console.out().flush();
    } else if (Files.exists(path.resolve("config.json"))) {
      try (ReferenceModel model = ReferenceModel.load(path, Device.cpu())) {
        ModelText.print(console, List.of(ModelText.of(model)));
      }
    } else {
      throw new IllegalArgumentException(
          "PATH must be a model folder (with config.json), a score store (a file) or an output folder (with"
              + " manifest.json), but was "
              + path);
    }
    return ExitCode.FINE;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
