/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.stream.Collectors.joining;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.io.CorpusRecord;
import io.github.perplexityprune.io.InputFingerprint;
import io.github.perplexityprune.io.InputLimits;
import io.github.perplexityprune.io.PrunedFolder;
import io.github.perplexityprune.io.WrittenFile;
import io.github.perplexityprune.report.PruneReport;
import io.github.perplexityprune.report.RunHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a result into its folder and shows it. */
final class Outcome {
  private final ConsoleOptions console;
  private final Path path;
  private final PrunedFolder folder;
  private final RunHistory history;

  Outcome(ConsoleOptions console, Path path, PrunedFolder folder, RunHistory history) {
    this.console = console;
    this.path = path;
    this.folder = folder;
    this.history = history;
  }

  void write(List<InputFingerprint> inputs, PruneResult<CorpusRecord> result, InputLimits limits) {
    List<WrittenFile> files = folder.withLimits(limits).write(inputs, result);
    writeReport(inputs, result);
    if (console.isJson()) {
      console.out().print(manifest());
      console.out().flush();
      return;
    }
    console.out().println(result);
    long bytes = files.stream().mapToLong(WrittenFile::byteCount).sum();
    console.say(
        "Wrote %,d %s, %,d bytes, to %s",
        files.size(), files.size() == 1 ? "file" : "files", bytes, path);
  }

  private void writeReport(List<InputFingerprint> inputs, PruneResult<CorpusRecord> result) {
    String names = inputs.stream().map(InputFingerprint::name).collect(joining(", "));
    PruneReport.of(result)
        .withHistory(history)
        .withFact("Input", names)
        .writeHtml(path.resolve("report.html"));
  }

  private String manifest() {
    try {
      return Files.readString(path.resolve("manifest.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
