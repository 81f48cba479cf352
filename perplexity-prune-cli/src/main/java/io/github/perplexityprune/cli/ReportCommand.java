/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.report.PruneReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a band would do, without writing documents. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    customSynopsis = "perplexity-prune report -i FILES... -s FILE -k BAND [OPTIONS] PAGE.html",
    description = {
      "Writes a page, for a browser, that shows what a band would do to the corpus: the scores, the domains"
          + " before and after, documents to read. Writes no documents."
    },
    footer = {
      "",
      "Examples:",
      "  perplexity-prune report -i data/ -s pruned/scores.db -k medium:0.5 medium.html"
    })
final class ReportCommand implements Callable<Integer> {
  @Mixin private InputOptions input = new InputOptions();

  @Mixin private ScoresOption scores = new ScoresOption();

  @Mixin private KeepOptions keep = new KeepOptions();
  @Mixin private SeedOption seed = new SeedOption();
  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Parameters(paramLabel = "PAGE.html", description = "The page to write.")
  private Path page = Path.of("");

  @Override
  public Integer call() {
    RejectTally rejects = new RejectTally();
    CorpusFiles corpus = input.corpus(rejects);
    try (SqliteScoreStore store =
        ScoreFile.toSelect(scores.file(), corpus, corpus.fingerprint(), input.settings())) {
      PruneReport.of(ScoredDocuments.of(corpus.source(), store).select(keep.criterion(seed.seed())))
          .withFact("Input", corpus.toString())
          .writeHtml(page);
      console.say("Wrote %s", page);
    } finally {
      rejects.warn(console);
    }
    return ExitCode.FINE;
  }
}
