/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.CorpusRecord;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.TrainingReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scores a corpus with a ready model. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    customSynopsis = "perplexity-prune score -i FILES... -r FOLDER -s FILE [OPTIONS]",
    description = {
      "Scores the documents with a model you have, and keeps the scores in a SQLite file."
    },
    footer = {
      "",
      "Stopped or killed, the same command goes on where it was; with files after those of the last time, only"
          + " these are scored. Documents that 'perplexity-prune train' trained the model on are set aside, as its"
          + " split says.",
      "",
      "Example:",
      "  perplexity-prune score -i 'data/*.jsonl.zst' -r ref/ -s scores.db"
    })
final class ScoreCommand implements Callable<Integer>, OptionSection {
  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = {"-r", "--reference"},
      required = true,
      paramLabel = "FOLDER",
      description = "The model: a folder made by train, or a Hugging Face folder.")
  private @Nullable Path reference;

  @Option(
      names = {"-s", "--scores"},
      required = true,
      paramLabel = "FILE",
      description = "The SQLite file for the scores; made if it is not there.")
  private @Nullable Path scores;

  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private DryRunOption dryRun = new DryRunOption();
  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Override
  public String heading() {
    return "Model and scores";
  }

  @Override
  public Integer call() {
    RejectTally rejects = new RejectTally();
    CorpusFiles corpus = input.corpus(rejects);
    console.say("Corpus: %s", corpus);
    try (ReferenceModel model = reading.load(requireNonNull(reference))) {
      if (dryRun.isSet()) {
        DryRun.of(corpus, model.training().map(TrainingReport::split))
            .withScores(requireNonNull(scores))
            .withForecast(Pruner.builder().reference(model).build())
            .print(console);
      } else {
        score(corpus, model);
      }
    } finally {
      rejects.warn(console);
    }
    return ExitCode.FINE;
  }

  private void score(CorpusFiles corpus, ReferenceModel model) {
    try (SqliteScoreStore store =
            ScoreFile.toScore(requireNonNull(scores), corpus.fingerprint(), input.settings());
        ShownProgress progress = console.progress()) {
      ScoredDocuments<CorpusRecord> scored =
          Pruner.builder().reference(model).listener(progress).score(corpus.source(), store);
      new StoreText(scored.scores()).print(console);
    }
  }
}
