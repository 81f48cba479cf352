/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.CorpusRecord;
import io.github.perplexityprune.io.InputFingerprint;
import io.github.perplexityprune.io.PrunedFolder;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.reference.ReferenceModel;
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

/** Trains, scores, selects and writes. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    description = {
      "Does all in one go: trains a reference model (or takes yours), scores the documents, keeps a band, and"
          + " writes the kept documents as they were read.",
      ""
    },
    footer = {
      "",
      "Leaves in the output folder: kept/, manifest.json, rejects.jsonl (what could not be read), scores.db (a"
          + " SQLite file) and reference/ (a Hugging Face model folder). The same command goes on where it was"
          + " stopped; with another --keep it selects again from the scores that are there.",
      "",
      "  perplexity-prune prune -i 'data/*.jsonl.zst' -o pruned/ -k medium:0.5",
      "  perplexity-prune prune -i data/ -o pruned/ -k low:0.3 --reference pythia-160m/"
    })
final class PruneCommand implements Callable<Integer> {
  private static final String SCORES = "scores.db";
  private static final String REFERENCE = "reference";

  @Mixin private InputOptions input = new InputOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private KeepOptions keep = new KeepOptions();

  @Option(
      names = {"-r", "--reference"},
      paramLabel = "FOLDER",
      description = "Take this model, a Hugging Face folder, instead of training one.")
  private @Nullable Path reference;

  @Mixin private TrainingOptions training = new TrainingOptions();
  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private SeedOption seed = new SeedOption();
  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Override
  public Integer call() {
    SelectionCriterion criterion = keep.criterion(seed.seed());
    PruneListener listener = console.listener();
    try (PrunedFolder folder = output.open()) {
      CorpusFiles corpus = input.corpus(folder::reject);
      console.say("Corpus: %s", corpus);
      List<InputFingerprint> inputs = corpus.fingerprint();
      Path scores = output.folder().resolve(SCORES);
      try (SqliteScoreStore store = ScoreFile.toScore(scores, inputs, input.settings())) {
        ScoredDocuments<CorpusRecord> scored = score(corpus, store, listener);
        PruneResult<CorpusRecord> result = scored.select(criterion);
        settings().forEach(folder::withSetting);
        new Outcome(console, output.folder(), folder).write(inputs, result, input.limits());
      }
    }
    return ExitCode.FINE;
  }

  private ScoredDocuments<CorpusRecord> score(
      CorpusFiles corpus, SqliteScoreStore store, PruneListener listener) {
    Pruner.Builder pruner = Pruner.builder().listener(listener);
    if (reference == null) {
      Path folder = output.folder().resolve(REFERENCE);
      return pruner
          .reference(training.trainer(folder, seed.seed(), reading.device(), reading.windows()))
          .score(corpus.source(), store);
    }
    try (ReferenceModel model = reading.load(reference)) {
      return pruner.reference(model).score(corpus.source(), store);
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(input.settings());
    if (reference == null) {
      settings.putAll(training.settings());
    }
    settings.put("seed", Long.toString(seed.seed()));
    return settings;
  }
}
