/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.CorpusRecord;
import io.github.perplexityprune.io.InputFingerprint;
import io.github.perplexityprune.io.PrunedFolder;
import io.github.perplexityprune.io.SqliteScoreStore;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.report.RunHistory;
import io.github.perplexityprune.select.SelectionCriterion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains, scores, selects and writes. */
@Command(
    name = "prune",
    mixinStandardHelpOptions = true,
    customSynopsis = "perplexity-prune prune -i FILES... -o FOLDER -k BAND [OPTIONS]",
    description = {
      "Does all in one go: trains a reference model (or takes yours), scores the documents, keeps a band, and"
          + " writes the kept documents as they were read."
    },
    footer = {
      "",
      "Leaves in the output folder:",
      "  kept/          the kept documents, in files named as they were read",
      "  manifest.json  what was read, how, and what came of it",
      "  report.html    a page that shows it, for a browser",
      "  rejects.jsonl  what could not be read, if anything",
      "  scores.db      the scores, a SQLite file",
      "  reference/     the model, a Hugging Face folder",
      "",
      "Stopped or killed, the same command goes on where it was. With another --keep it selects again from the"
          + " scores that are there, in seconds. Files that were added behind those that are scored are scored too, with"
          + " the model that is there.",
      "",
      "Examples:",
      "  perplexity-prune prune -i 'data/*.jsonl.zst' -o pruned/ -k medium:0.5",
      "  perplexity-prune prune -i data/ -o pruned/ -k low:0.3 --reference pythia-160m/"
    })
final class PruneCommand implements Callable<Integer>, OptionSection {
  private static final String SCORES = "scores.db";
  private static final String REFERENCE = "reference";

  @Mixin private InputOptions input = new InputOptions();
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private KeepOptions keep = new KeepOptions();

  @Option(
      names = {"-r", "--reference"},
      paramLabel = "FOLDER",
      description =
          "Take this model, a folder made by train or a Hugging Face folder, in place of training one.")
  private @Nullable Path reference;

  @Mixin private TrainingOptions training = new TrainingOptions();
  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private SeedOption seed = new SeedOption();
  @Mixin private DryRunOption dryRun = new DryRunOption();
  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Override
  public String heading() {
    return "Reference model";
  }

  @Override
  public Integer call() {
    SelectionCriterion criterion = keep.criterion(seed.seed());
    output.requireValid();
    ReferenceModelTrainer trainer =
        training.trainer(
            output.folder().resolve(REFERENCE), seed.seed(), reading.device(), reading.windows());
    RejectTally rejects = new RejectTally();
    CorpusFiles corpus = input.corpus(rejects);
    console.say("Corpus: %s", corpus);
    try {
      if (dryRun.isSet()) {
        dryRun(corpus, trainer).withScores(output.folder().resolve(SCORES)).print(console);
      } else {
        prune(corpus, trainer, criterion, rejects);
      }
    } finally {
      rejects.warn(console);
    }
    return ExitCode.FINE;
  }

  private DryRun dryRun(CorpusFiles corpus, ReferenceModelTrainer trainer) {
    if (reference == null) {
      return DryRun.of(corpus, Optional.of(trainer.split()))
          .withTraining(training.budget())
          .withForecast(Pruner.builder().reference(trainer).build());
    }
    try (ReferenceModel model = reading.load(reference)) {
      return DryRun.of(corpus, model.training().map(TrainingReport::split))
          .withForecast(Pruner.builder().reference(model).build());
    }
  }

  /** The store comes first: only who may write to it may touch the rest of the folder. */
  private void prune(
      CorpusFiles corpus,
      ReferenceModelTrainer trainer,
      SelectionCriterion criterion,
      RejectTally rejects) {
    List<InputFingerprint> inputs = corpus.fingerprint();
    Map<String, String> settings = settings();
    try (SqliteScoreStore store =
            ScoreFile.toScore(output.folder().resolve(SCORES), inputs, settings);
        PrunedFolder folder = output.open()) {
      rejects.listIn(folder::reject);
      Run run = score(corpus, trainer, store);
      settings.forEach(folder::withSetting);
      new Outcome(console, output.folder(), folder, run.history)
          .write(inputs, run.scored.select(criterion), input.limits());
    }
  }

  /** Scores, and how they came to be. */
  private record Run(ScoredDocuments<CorpusRecord> scored, RunHistory history) {}

  private Run score(CorpusFiles corpus, ReferenceModelTrainer trainer, SqliteScoreStore store) {
    try (ShownProgress progress = console.progress()) {
      RunHistory history = RunHistory.tellingAlso(progress);
      Pruner.Builder pruner = Pruner.builder().listener(history);
      if (reference == null) {
        return new Run(pruner.reference(trainer).score(corpus.source(), store), history);
      }
      try (ReferenceModel model = reading.load(reference)) {
        return new Run(pruner.reference(model).score(corpus.source(), store), history);
      }
    }
  }

  /** What decides the scores, so that the store can refuse another command's. */
  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(input.settings());
    if (reference == null) {
      settings.putAll(training.settings());
    }
    settings.putAll(reading.settings());
    settings.put("seed", Long.toString(seed.seed()));
    return settings;
  }
}
