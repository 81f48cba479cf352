/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.InputFingerprint;
import io.github.perplexityprune.io.PrunedFolder;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.report.RunHistory;
import io.github.perplexityprune.select.SelectionCriterion;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Selects from scores that are there, and writes. */
@Command(
    name = "select",
    mixinStandardHelpOptions = true,
    customSynopsis = "perplexity-prune select -i FILES... -s FILE -o FOLDER -k BAND [OPTIONS]",
    description = {
      "Keeps a band of the documents by scores that are there already, and writes it."
    },
    footer = {
      "",
      "Give the files that were scored, and read them in the same way.",
      "",
      "Examples:",
      "  perplexity-prune select -i 'data/*.jsonl.zst' -s scores.db -o low/ -k low:0.3",
      "  perplexity-prune select -i 'data/*.jsonl.zst' -s scores.db -o control/ -k random:0.3 --seed 1"
    })
final class SelectCommand implements Callable<Integer> {
  @Mixin private InputOptions input = new InputOptions();

  @Mixin private ScoresOption scores = new ScoresOption();

  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private KeepOptions keep = new KeepOptions();
  @Mixin private SeedOption seed = new SeedOption();
  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Override
  public Integer call() {
    SelectionCriterion criterion = keep.criterion(seed.seed());
    output.requireValid();
    RejectTally rejects = new RejectTally();
    CorpusFiles corpus = input.corpus(rejects);
    try {
      select(corpus, criterion, rejects);
    } finally {
      rejects.warn(console);
    }
    return ExitCode.FINE;
  }

  private void select(CorpusFiles corpus, SelectionCriterion criterion, RejectTally rejects) {
    List<InputFingerprint> inputs = corpus.fingerprint();
    try (SqliteScoreStore store =
            ScoreFile.toSelect(scores.file(), corpus, inputs, input.settings());
        PrunedFolder folder = output.open()) {
      rejects.listIn(folder::reject);
      input.settings().forEach(folder::withSetting);
      folder.withSetting("seed", Long.toString(seed.seed()));
      new Outcome(console, output.folder(), folder, RunHistory.create())
          .write(
              inputs, ScoredDocuments.of(corpus.source(), store).select(criterion), input.limits());
    }
  }
}
