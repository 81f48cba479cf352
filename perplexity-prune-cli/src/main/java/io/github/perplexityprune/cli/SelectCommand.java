/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.CorpusRecord;
import io.github.perplexityprune.io.InputFingerprint;
import io.github.perplexityprune.io.PrunedFolder;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.select.SelectionCriterion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Selects from scores that are there, and writes. */
@Command(
    name = "select",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps a band of documents by scores that are there already, and writes these.",
      ""
    },
    footer = {
      "",
      "  perplexity-prune select -i 'data/*.jsonl.zst' -s scores.db -k low:0.3 -o kept/"
    })
final class SelectCommand implements Callable<Integer> {
  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = {"-s", "--scores"},
      required = true,
      paramLabel = "FILE",
      description = "The SQLite file with the scores.")
  private @Nullable Path scores;

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private KeepOptions keep = new KeepOptions();
  @Mixin private SeedOption seed = new SeedOption();
  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Override
  public Integer call() {
    SelectionCriterion criterion = keep.criterion(seed.seed());
    try (PrunedFolder folder = output.open()) {
      CorpusFiles corpus = input.corpus(folder::reject);
      List<InputFingerprint> inputs = corpus.fingerprint();
      Path file = requireNonNull(scores);
      try (SqliteScoreStore store = ScoreFile.toSelect(file, corpus, inputs, input.settings())) {
        PruneResult<CorpusRecord> result =
            ScoredDocuments.of(corpus.source(), store).select(criterion);
        Map<String, String> settings = new LinkedHashMap<>(input.settings());
        settings.put("seed", Long.toString(seed.seed()));
        settings.forEach(folder::withSetting);
        new Outcome(console, output.folder(), folder).write(inputs, result, input.limits());
      }
    }
    return ExitCode.FINE;
  }
}
