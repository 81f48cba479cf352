/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the README quotes. */
class ExamplesTests {
  private final List<Article> articles = SampleArticles.of(200);
  private final DocumentSource<Article> source = Article.source(articles);

  @Test
  void theFirstPruningKeepsHalfOfWhatItScored() {
    PruneResult<Article> result = FirstPruning.leastSurprisingHalf(articles);

    long scored = result.summary().scoredDocumentCount();
    assertThat(scored).isBetween(100L, 199L);
    assertThat(result.kept()).hasSize((int) Math.round(0.5 * scored));
  }

  @Test
  void aSavedModelPrunes(@TempDir Path folder) {
    Path model = folder.resolve("model");

    TrainSaveLoad.trainAndSave(source, model);

    assertThat(TrainSaveLoad.loadAndPrune(source, model).kept()).isNotEmpty();
  }

  @Test
  void theLastOfManySelectionsKeepsAShareOfEachDomain() {
    PruneResult<Article> result = ScoreOnceSelectOften.compare(source);

    assertThat(result.summary().domains())
        .hasSize(2)
        .allSatisfy(
            domain ->
                assertThat(domain.keptDocumentCount())
                    .isEqualTo(Math.round(0.3 * domain.documentCount())));
  }
}
