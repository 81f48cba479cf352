/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.Architecture;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.Precision;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.score.ScoreStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine on DJL, whose native code two tasks share. */
@SparkTest
class DjlTests {
  private static final ReferenceModelTrainer TRAINER =
      ReferenceModelTrainer.builder()
          .model(new ReferenceModelConfig(Architecture.MPT, 1, 32, 2, 64, 32, 300))
          .device(Device.cpu())
          .engine("djl")
          .build();

  @Test
  void scoresWhatTheLocalLibraryScores(@TempDir Path scratch) {
    TestCorpus corpus = TestCorpus.synthetic(150);
    ScoreStore local;
    try (ReferenceModel model = TRAINER.trainFold(corpus.source(), 0, PruneListener.NONE)) {
      model.save(scratch.resolve("model"));
      local = Pruner.builder().reference(model).score(corpus.source()).scores();
    }
    Map<String, Double> expected = new HashMap<>();
    local.forEach(
        row ->
            row.score().ifPresent(score -> expected.put(row.id(), score.negativeLogLikelihood())));

    SparkPruner pruner =
        SparkPruner.builder()
            .engine("djl")
            .id("url")
            .reference(scratch.resolve("model").toUri().toString())
            .build();
    Dataset<Row> scored = pruner.score(corpus.dataset(TestSpark.local(), 6)).persist();

    Map<String, Double> sums = new HashMap<>();
    for (Row row : scored.where("document_state = 'SCORED'").collectAsList()) {
      sums.put(row.getAs("url"), row.getAs("negative_log_likelihood"));
    }
    assertThat(sums).containsOnlyKeys(expected.keySet());
    // Documents share matrix products with other neighbours, which rounds float32 sums otherwise.
    sums.forEach((url, sum) -> assertThat(sum).isCloseTo(expected.get(url), within(1e-3)));
    assertThat(pruner.select(scored, low(0.5)).kept().count())
        .isEqualTo(Math.round(expected.size() / 2.0));
  }

  @Test
  void trainsTheSameModelFromAnyPartitions() {
    TestCorpus corpus = TestCorpus.synthetic(100);
    SparkPruner pruner = SparkPruner.builder().engine("djl").reference(TRAINER).build();

    String one = fingerprint(pruner.score(corpus.dataset(TestSpark.local(), 1)));
    String five = fingerprint(pruner.score(corpus.dataset(TestSpark.local(), 5)));

    assertThat(five).isEqualTo(one);
  }

  @Test
  void executorsScoreInThePrecisionAskedFor() {
    SparkPruner pruner =
        SparkPruner.builder()
            .engine("djl")
            .reference(TRAINER)
            .precision(Precision.BFLOAT16)
            .build();

    Dataset<Row> scored = pruner.score(TestCorpus.synthetic(60).dataset(TestSpark.local(), 2));

    assertThat(fingerprint(scored)).startsWith("mpt-").endsWith("-bfloat16");
  }

  private static String fingerprint(Dataset<Row> scored) {
    return scored.where("reference_model is not null").first().getAs("reference_model");
  }
}
