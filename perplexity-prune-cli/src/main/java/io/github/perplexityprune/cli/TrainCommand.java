/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.PruneListener.Phase;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a reference model and keeps it. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    customSynopsis = "perplexity-prune train -i FILES... -o FOLDER [OPTIONS]",
    description = {"Trains a reference model on a random part of the documents.", ""},
    footer = {
      "",
      "The output folder is a Hugging Face model: config.json, model.safetensors, tokenizer.json. Until it is"
          + " there, FOLDER.training beside it holds the state: stopped or killed, the same command goes on from"
          + " there, on a CPU to the same weights.",
      "",
      "Example:",
      "  perplexity-prune train -i 'data/*.jsonl.zst' -o ref/ --model small"
    })
final class TrainCommand implements Callable<Integer>, OptionSection {
  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description =
          "Folder for the model; with cross-fitted:K, for a folder fold-0 and so on of each model.")
  private @Nullable Path output;

  @Mixin private TrainingOptions training = new TrainingOptions();
  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private SeedOption seed = new SeedOption();
  @Mixin private DryRunOption dryRun = new DryRunOption();
  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Override
  public String heading() {
    return "What to write";
  }

  @Override
  public Integer call() {
    ReferenceModelTrainer trainer =
        training.trainer(requireNonNull(output), seed.seed(), reading.device(), reading.windows());
    RejectTally rejects = new RejectTally();
    CorpusFiles corpus = input.corpus(rejects);
    console.say("Corpus: %s", corpus);
    try {
      if (dryRun.isSet()) {
        DryRun.of(corpus, Optional.of(trainer.split()))
            .withTraining(training.budget())
            .withForecast(Pruner.builder().reference(trainer).build())
            .print(console);
      } else {
        train(corpus, trainer);
      }
    } finally {
      rejects.warn(console);
    }
    return ExitCode.FINE;
  }

  private void train(CorpusFiles corpus, ReferenceModelTrainer trainer) {
    List<ModelText> trained = new ArrayList<>();
    for (int fold = 0; fold < trainer.split().modelCount(); fold++) {
      try (ShownProgress progress = console.progress();
          ReferenceModel model = trainFold(corpus, trainer, fold, progress)) {
        trained.add(ModelText.of(model));
      }
    }
    ModelText.print(console, trained);
  }

  private static ReferenceModel trainFold(
      CorpusFiles corpus, ReferenceModelTrainer trainer, int fold, PruneListener listener) {
    listener.phaseStarted(Phase.TRAINING);
    long start = System.nanoTime();
    ReferenceModel model = trainer.trainFold(corpus.source(), fold, listener);
    listener.phaseFinished(Phase.TRAINING, Duration.ofNanos(System.nanoTime() - start));
    return model;
  }
}
