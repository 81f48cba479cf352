/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.reference.ReferenceModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void aResultBecomesAPage(@TempDir Path folder) {
    Path page = folder.resolve("report.html");

    ReportPage.write(ScoreOnceSelectOften.compare(source), page);

    assertThat(page).content().contains("News, 2026", "weather");
  }

  @Test
  void filesPruneAndPruneAgainWithoutScoring(@TempDir Path folder) throws IOException {
    Gson gson = new Gson();
    Path input = folder.resolve("articles.jsonl");
    Files.write(input, SampleArticles.of(200).stream().map(gson::toJson).toList());
    Path output = folder.resolve("pruned");

    FilesInFilesOut.prune(input.toString(), output);
    byte[] once = Files.readAllBytes(output.resolve("kept/articles.jsonl"));
    byte[] scores = Files.readAllBytes(output.resolve("scores.db"));
    FilesInFilesOut.prune(input.toString(), output);

    assertThat(output.resolve("kept/articles.jsonl")).hasBinaryContent(once);
    assertThat(output.resolve("scores.db")).hasBinaryContent(scores);
    assertThat(output.resolve("manifest.json")).isNotEmptyFile();
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

  @ParameterizedTest
  @ValueSource(
      strings = {"gpt2-tied-f32", "gptneox-parallel-f32", "llama-gqa-tied-f32", "mpt-4heads-f32"})
  void aHuggingFaceFolderPrunes(String name) {
    PruneResult<Article> result = TrainSaveLoad.loadAndPrune(source, golden(name));

    assertThat(result.kept()).hasSize(100);
  }

  @Test
  void twoModelsPruneByTheirDifference() {
    try (ReferenceModel wanted = ReferenceModel.load(golden("gpt2-tied-f32"));
        ReferenceModel general = ReferenceModel.load(golden("mpt-4heads-f32"))) {
      PruneResult<Article> result = TwoModels.mostWanted(source, wanted, general);

      Article kept = result.kept().findFirst().orElseThrow();
      Document document = Document.of(kept.id(), kept.text());
      double difference =
          wanted.score(document).meanNegativeLogLikelihood()
              - general.score(document).meanNegativeLogLikelihood();
      assertThat(result.explain(kept.id()).score().orElseThrow().meanNegativeLogLikelihood())
          .isCloseTo(difference, within(1e-4));
      assertThat(result.kept()).hasSize(20);
    }
  }

  private static Path golden(String name) {
    Path folder = Path.of("../../shared/golden", name);
    assumeTrue(Files.isDirectory(folder), "the golden set is not at hand: " + folder);
    return folder;
  }
}
