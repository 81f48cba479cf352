/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.study.CorpusDamage;
import io.github.perplexityprune.study.PruningStudy;
import io.github.perplexityprune.study.StudyReport;
import io.github.perplexityprune.study.StudyResult;
import io.github.perplexityprune.study.TaskFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains final models on pruned and unpruned documents and compares them. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    customSynopsis = "perplexity-prune study -i FILES... -t TASKS -o FOLDER [OPTIONS]",
    description = {
      "Finds out whether pruning helps: trains models from random weights on each band, on all documents and on a"
          + " random part, asks them questions, and says which learned more, and how sure that is.",
      ""
    },
    footer = {
      "",
      "Leaves in the output folder:",
      "  study.html   a page that shows what was found, for a browser",
      "  study.json   everything, for programs; cells.csv and items.csv as tables",
      "  cells/       each final model's answers",
      "  reference/   the reference model",
      "",
      "A study trains many models. See what it would take with --dry-run first. Stopped or killed, the same command"
          + " goes on with the models that are missing.",
      "",
      "Examples:",
      "  perplexity-prune study -i 'data/*.jsonl.zst' -t tasks/ -o study/ --dry-run",
      "  perplexity-prune study -i data/ -t tasks/ -o study/ -k low:0.5 high:0.5 --final-model 8x512 --seeds 5"
    })
final class StudyCommand implements Callable<Integer>, OptionSection {
  /** The page, in the output folder. */
  static final String PAGE_FILE = "study.html";

  @Mixin private InputOptions input = new InputOptions();
  @Mixin private StudyOptions study = new StudyOptions();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "Folder for what is found; a study that is there already goes on.")
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
    Path folder = requireNonNull(output, "picocli sets required options");
    PruningStudy.Builder builder =
        study
            .configured(PruningStudy.builder(), seed.seed())
            .tasks(TaskFiles.read(study.tasks()))
            .reference(
                training.trainer(
                    folder.resolve("reference"), seed.seed(), reading.device(), reading.windows()))
            .device(reading.device())
            .folder(folder);
    RejectTally rejects = new RejectTally();
    CorpusFiles corpus = input.corpus(rejects);
    console.say("Corpus: %s", corpus);
    if (!study.heldOut().isEmpty()) {
      builder.heldOut(input.corpus(study.heldOut(), rejects).source());
    }
    CorpusDamage damage = study.damage(seed.seed());
    builder.source(damage.share() == 0 ? corpus.source() : damage.applyTo(corpus.source()));
    try {
      if (dryRun.isSet()) {
        StudyPlanText.print(console, builder.forecast());
      } else {
        run(builder, corpus, folder, damage);
      }
    } finally {
      rejects.warn(console);
    }
    return ExitCode.FINE;
  }

  private void run(
      PruningStudy.Builder builder, CorpusFiles corpus, Path folder, CorpusDamage damage) {
    StudyResult result;
    try (ShownProgress progress = console.progress()) {
      result = builder.listener(progress).run();
    }
    StudyReport.of(result)
        .withFact("input", corpus.toString())
        .withFact("task files", study.tasks().toString())
        .withFact("damage", damage.share() == 0 ? "none" : damage.toString())
        .writeHtml(folder.resolve(PAGE_FILE));
    if (console.isJson()) {
      console.out().print(json(folder));
      console.out().flush();
      return;
    }
    console.out().println(result);
    console.say("Wrote %s", folder.resolve(PAGE_FILE));
  }

  private static String json(Path folder) {
    try {
      return Files.readString(folder.resolve(StudyResult.JSON_FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
