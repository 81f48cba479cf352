/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static io.github.perplexityprune.reference.ReferenceModelConfig.tiny;
import static io.github.perplexityprune.select.SelectionCriterion.medium;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import java.nio.file.Path;

/** A reference model that outlives the program that trained it. */
public final class TrainSaveLoad {
  private TrainSaveLoad() {}

  /** Trains a model on made-up articles, saves it, and prunes with what was saved. */
  public static void main(String[] args) {
    if (args.length != 1) {
      System.err.println("usage: TrainSaveLoad FOLDER, a folder to create");
      return;
    }
    Path folder = Path.of(args[0]);
    DocumentSource<Article> source = Article.source(SampleArticles.of(600));
    trainAndSave(source, folder);
    System.out.println(loadAndPrune(source, folder));
  }

  static void trainAndSave(DocumentSource<Article> source, Path folder) {
    // tag::save[]
    try (ReferenceModel model =
        ReferenceModelTrainer.builder().model(tiny()).build().train(source)) {
      model.save(folder); // a Hugging Face folder, and how it was trained
    }
    // end::save[]
  }

  static PruneResult<Article> loadAndPrune(DocumentSource<Article> source, Path folder) {
    // tag::load[]
    try (ReferenceModel model = ReferenceModel.load(folder)) {
      return Pruner.builder().reference(model).criterion(medium(0.5)).prune(source);
    }
    // end::load[]
  }
}
