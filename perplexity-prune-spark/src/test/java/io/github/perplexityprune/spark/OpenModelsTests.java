/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.Document;
import io.github.perplexityprune.ScoringException;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreSink;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM has each model open once, and no more than it needs. */
class OpenModelsTests {
  private final OpenModels models = new OpenModels(this::open);
  private final ReferenceFiles first = new ReferenceFiles(List.of(), "first", null);
  private final ReferenceFiles second = new ReferenceFiles(List.of(), "second", null);

  @TempDir private Path scratch;

  @BeforeEach
  void saveAModel() {
    TestCorpus.synthetic(30).savedModel(scratch.resolve("model"), ReferenceSplit.excluded(0.5));
  }

  private OpenModel open(ReferenceFiles files, int fold, Device device) {
    Path folder = scratch.resolve("model");
    return new OpenModel(new BigramReferenceEngine().load(folder, device), folder);
  }

  @Test
  void tasksOfOneReferenceShareItsModel() {
    models.enter(first);
    OpenModel model = models.model(first, 0, Device.cpu());
    models.enter(first);

    assertThat(models.model(first, 0, Device.cpu())).isSameAs(model);
    assertThat(models.model(first, 0, Device.cuda(1))).isNotSameAs(model);
  }

  @Test
  void aModelStaysOpenBetweenTasksUntilAnotherReferenceIsUsed() {
    models.enter(first);
    OpenModel model = models.model(first, 0, Device.cpu());
    models.leave(first);
    models.enter(first);

    assertThat(models.model(first, 0, Device.cpu())).isSameAs(model);

    models.enter(second);
    score(model);
    models.leave(second);
    models.leave(first);
    models.enter(second);

    assertThat(scratch.resolve("model")).doesNotExist();
    assertThatThrownBy(() -> score(model))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was closed");
  }

  @Test
  void nothingIsOpenedOnceTheJvmEnds() {
    models.enter(first);
    OpenModel model = models.model(first, 0, Device.cpu());

    models.closeAll();

    assertThatThrownBy(() -> score(model)).hasMessageContaining("was closed");
    assertThatThrownBy(() -> models.model(first, 0, Device.cpu()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void score(OpenModel model) {
    model.scoreAll(
        List.of(Document.of("a", "text")),
        new ScoreSink() {
          @Override
          public void scored(Document document, PerplexityScore score) {}

          @Override
          public void failed(Document document, ScoringException reason) {}
        });
  }
}
