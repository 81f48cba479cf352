/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static io.github.perplexityprune.reference.ReferenceModelConfig.tiny;
import static io.github.perplexityprune.reference.TrainingConfig.defaultFor;
import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.study.Damage.BASE64;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.CorpusRecord;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.study.CorpusDamage;
import io.github.perplexityprune.study.PruningStudy;
import io.github.perplexityprune.study.Regime;
import io.github.perplexityprune.study.StudyResult;
import io.github.perplexityprune.study.TaskFiles;
import java.nio.file.Path;

/**
 * A whole study, sized for minutes on two cores: does pruning help when two fifths of the documents
 * are damaged in a way that no reference model can learn? Models of 0.13 million weights show how a
 * study works and nothing about large ones. What they can show depends on the tasks: most are
 * beyond them.
 */
public final class SmallStudy {
  /** Weights of a final model: 130 thousand. */
  private static final ReferenceModelConfig MODEL =
      new ReferenceModelConfig(Architecture.MPT, 2, 64, 2, 256, 128, 512);

  private static final long DEFAULT_TOKENS = 300_000;
  private static final int DEFAULT_ITEMS = 60;

  private SmallStudy() {}

  /** Runs the study. */
  public static void main(String[] args) {
    if (args.length < 3) {
      System.err.println(
          "usage: SmallStudy 'data/*.jsonl' TASKS FOLDER [TOKENS OF A MODEL [ITEMS OF A TASK]]");
      return;
    }
    long tokens = args.length > 3 ? Long.parseLong(args[3]) : DEFAULT_TOKENS;
    int items = args.length > 4 ? Integer.parseInt(args[4]) : DEFAULT_ITEMS;
    System.out.println(study(args[0], Path.of(args[1]), Path.of(args[2]), tokens, items));
  }

  static StudyResult study(String corpus, Path tasks, Path folder, long tokens, int items) {
    // tag::study[]
    DocumentSource<CorpusRecord> damaged =
        CorpusDamage.of(0.4)
            .only(BASE64)
            .applyTo(CorpusFiles.builder().input(corpus).build().source());
    return PruningStudy.builder()
        .source(damaged)
        .reference(
            ReferenceModelTrainer.builder()
                .model(tiny())
                .split(ReferenceSplit.excluded(0.3))
                .training(defaultFor(tiny()).withBudget(TrainingBudget.tokens(5 * tokens)))
                .build())
        .model(MODEL)
        .regime(Regime.tokens(tokens))
        .criterion(low(0.5))
        .criterion(high(0.5))
        .tasks(TaskFiles.read(tasks))
        .maximumItems(items)
        .checkpoints(1)
        .folder(folder)
        .run();
    // end::study[]
  }
}
