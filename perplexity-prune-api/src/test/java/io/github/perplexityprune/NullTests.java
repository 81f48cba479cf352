/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static io.github.perplexityprune.select.SelectionCriterion.low;

import com.google.common.testing.NullPointerTester;
import com.google.common.testing.NullPointerTester.Visibility;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.Optimizer;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingBudget;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.score.ContextWindows;
import io.github.perplexityprune.score.ScoreStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Null is refused where it is passed, not where it is used. */
class NullTests {
  private final NullPointerTester tester =
      new NullPointerTester()
          .setDefault(ReferenceModelConfig.class, ReferenceModelConfig.tiny())
          .setDefault(TrainingConfig.class, TrainingConfig.paper())
          .setDefault(ReferenceSplit.class, ReferenceSplit.excluded(0.1))
          .setDefault(ContextWindows.class, ContextWindows.disjoint())
          .setDefault(Device.class, Device.cpu())
          .setDefault(Optimizer.class, Optimizer.lion())
          .setDefault(TrainingBudget.class, TrainingBudget.wholeSplit())
          .setDefault(DocumentSource.class, DocumentSource.ofTexts(List.of("a")))
          .setDefault(ScoreStore.class, ScoreStore.inMemory());

  @Test
  void pruner() {
    Pruner.Builder builder = Pruner.builder().scorer(Article.SCORER).criterion(low(0.5));
    tester.testInstanceMethods(builder, Visibility.PUBLIC);
    tester.testInstanceMethods(builder.build(), Visibility.PUBLIC);
  }

  @Test
  void trainer() {
    tester.testInstanceMethods(ReferenceModelTrainer.builder(), Visibility.PUBLIC);
  }

  @Test
  void documents() {
    tester.testConstructors(Document.class, Visibility.PUBLIC);
    tester.testStaticMethods(Document.class, Visibility.PUBLIC);
    tester.testStaticMethods(DocumentSource.class, Visibility.PUBLIC);
    tester.testInstanceMethods(DocumentSource.ofTexts(List.of("a")), Visibility.PUBLIC);
  }

  @Test
  void scored() {
    tester.testStaticMethods(ScoredDocuments.class, Visibility.PUBLIC);
    tester.testInstanceMethods(
        Pruner.builder().scorer(Article.SCORER).score(Article.source(Article.of("a", 2))),
        Visibility.PUBLIC);
  }

  @Test
  void configurations() {
    tester.testConstructors(Device.class, Visibility.PUBLIC);
    tester.testConstructors(ContextWindows.class, Visibility.PUBLIC);
    tester.testConstructors(ReferenceModelConfig.class, Visibility.PUBLIC);
    tester.testConstructors(TrainingConfig.class, Visibility.PUBLIC);
    tester.testInstanceMethods(ReferenceModelConfig.tiny(), Visibility.PUBLIC);
    tester.testInstanceMethods(TrainingConfig.paper(), Visibility.PUBLIC);
    tester.testStaticMethods(TrainingConfig.class, Visibility.PUBLIC);
    tester.testStaticMethods(ReferenceSplit.class, Visibility.PUBLIC);
  }
}
