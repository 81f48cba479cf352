/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.lowTokens;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.percentiles;
import static io.github.perplexityprune.select.SelectionCriterion.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.select.Boundary;
import io.github.perplexityprune.select.SelectionCriterion;
import io.github.perplexityprune.spark.TestCorpus.Article;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents that the local library keeps are kept, whatever the partitioning. */
@SparkTest
class SameAsLocalTests {
  private static final List<SelectionCriterion> CRITERIA =
      List.of(
          medium(0.5).perDomain(),
          high(0.2).byTokens(),
          lowTokens(3_000).perDomain().minimumTokens(5),
          percentiles(25, 75).boundary(Boundary.PAPER),
          random(0.3, 7).keepUnscored());

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void ofASyntheticCorpusWithTies(int partitions, @TempDir Path scratch) {
    keepsTheSame(TestCorpus.synthetic(400), partitions, scratch);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64})
  void ofTheMiniPile(int partitions, @TempDir Path scratch) {
    keepsTheSame(TestCorpus.miniPile(), partitions, scratch);
  }

  private static void keepsTheSame(TestCorpus corpus, int partitions, Path scratch) {
    String folder = corpus.savedModel(scratch.resolve("model"), ReferenceSplit.excluded(0.2));
    try (ReferenceModel model =
        new BigramReferenceEngine().load(scratch.resolve("model"), Device.cpu())) {
      ScoredDocuments<Article> local = Pruner.builder().reference(model).score(corpus.source());

      SparkPruner pruner = pruner().reference(folder).build();
      Dataset<Row> scored = pruner.score(corpus.dataset(TestSpark.local(), partitions)).persist();

      for (SelectionCriterion criterion : CRITERIA) {
        PruneResult<Article> expected = local.select(criterion);
        SparkSelection selection = pruner.select(scored, criterion);

        assertThat(urls(selection.kept()))
            .as(criterion.toString())
            .containsExactlyInAnyOrderElementsOf(expected.kept().map(Article::url).toList());
        assertThat(selection).hasToString(expected.selection().toString());
      }
      scored.unpersist();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void byTheModelsThatItTrainsItself(int partitions) {
    TestCorpus corpus = TestCorpus.synthetic(200);
    for (ReferenceSplit split :
        List.of(
            ReferenceSplit.excluded(0.2),
            ReferenceSplit.included(0.3).withSeed(5),
            ReferenceSplit.crossFitted(3))) {
      ReferenceModelTrainer trainer = TestCorpus.trainer().split(split).build();
      PruneResult<Article> expected =
          Pruner.builder().reference(trainer).criterion(low(0.4)).prune(corpus.source());

      try (SparkPruner pruner = pruner().reference(trainer).criterion(low(0.4)).build()) {
        Dataset<Row> kept = pruner.prune(corpus.dataset(TestSpark.local(), partitions));

        assertThat(kept.schema()).isEqualTo(TestCorpus.SCHEMA);
        assertThat(urls(kept))
            .as(split.toString())
            .containsExactlyInAnyOrderElementsOf(expected.kept().map(Article::url).toList());
      }
    }
  }

  @Test
  void theSummaryIsTheSame() {
    TestCorpus corpus = TestCorpus.synthetic(200);
    ReferenceModelTrainer trainer = TestCorpus.trainer().build();

    SparkPruner pruner = pruner().reference(trainer).build();
    Dataset<Row> scored = pruner.score(corpus.dataset(TestSpark.local(), 5)).persist();

    assertThat(pruner.select(scored, low(0.5).perDomain()).summary())
        .isEqualTo(
            Pruner.builder()
                .reference(trainer)
                .criterion(low(0.5).perDomain())
                .prune(corpus.source())
                .summary());
  }

  private static SparkPruner.Builder pruner() {
    return SparkPruner.builder().engine("bigram").id("url").domain("site");
  }

  private static List<String> urls(Dataset<Row> rows) {
    return rows.select("url").as(Encoders.STRING()).collectAsList();
  }
}
