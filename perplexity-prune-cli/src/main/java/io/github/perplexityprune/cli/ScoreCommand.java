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
    description = {
      "Scores the documents with a model you have, and keeps the scores in a SQLite file. Interrupted, the same"
          + " command goes on; with more files after the first, only these are scored.",
      ""
    },
    footer = {
      "",
      "Documents that the model was trained on by 'perplexity-prune train' are set aside, as its split says.",
      "",
      "  perplexity-prune score -i 'data/*.jsonl.zst' -r ref/ -s scores.db"
    })
final class ScoreCommand implements Callable<Integer> {
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
  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Override
  public Integer call() {
    RejectCount rejects = new RejectCount(console);
    CorpusFiles corpus = input.corpus(rejects);
    console.say("Corpus: %s", corpus);
    Path file = requireNonNull(scores);
    try (SqliteScoreStore store = ScoreFile.toScore(file, corpus.fingerprint(), input.settings());
        ReferenceModel model = reading.load(requireNonNull(reference))) {
      ScoredDocuments<CorpusRecord> scored =
          Pruner.builder()
              .reference(model)
              .listener(console.listener())
              .score(corpus.source(), store);
      new StoreText(scored.scores()).print(console);
    }
    rejects.warn();
    return ExitCode.FINE;
  }
}
