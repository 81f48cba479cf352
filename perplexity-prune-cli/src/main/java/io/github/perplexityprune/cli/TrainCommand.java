/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a reference model and keeps it. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains a reference model on a random part of the documents. Interrupted, the same command goes on to the"
          + " same weights (on a CPU).",
      ""
    },
    footer = {
      "",
      "The output folder is a Hugging Face model: config.json, model.safetensors, tokenizer.json.",
      "",
      "  perplexity-prune train -i 'data/*.jsonl.zst' -o ref/ --model small"
    })
final class TrainCommand implements Callable<Integer> {
  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "Folder for the model; of a cross-fitted split, for one folder fold-K a model.")
  private @Nullable Path output;

  @Mixin private TrainingOptions training = new TrainingOptions();
  @Mixin private ReadingOptions reading = new ReadingOptions();
  @Mixin private SeedOption seed = new SeedOption();
  @Mixin private ConsoleOptions console = new ConsoleOptions();

  @Override
  public Integer call() {
    RejectCount rejects = new RejectCount(console);
    CorpusFiles corpus = input.corpus(rejects);
    console.say("Corpus: %s", corpus);
    ReferenceModelTrainer trainer =
        training.trainer(requireNonNull(output), seed.seed(), reading.device(), reading.windows());
    for (int fold = 0; fold < trainer.split().modelCount(); fold++) {
      try (ReferenceModel model = trainer.trainFold(corpus.source(), fold, console.listener())) {
        new ModelText(model).print(console);
      }
    }
    rejects.warn();
    return ExitCode.FINE;
  }
}
