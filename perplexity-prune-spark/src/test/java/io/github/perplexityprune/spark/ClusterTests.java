/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.spark.TestCorpus.Article;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two workers, whose executors are JVMs of their own with a GPU that Spark assigns; tasks that run
 * twice when they are slow; and Kryo, which refuses classes that it was not told of.
 */
@SparkTest
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason = "the script that tells of GPUs is a shell script")
class ClusterTests {
  private static final TestCorpus CORPUS = TestCorpus.synthetic(300);

  @TempDir private Path scratch;

  @AfterEach
  void stopTheCluster() {
    TestSpark.stop();
  }

  private SparkSession cluster() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    Path script =
        Files.writeString(
            scratch.resolve("gpus.sh"),
            "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"3\"]}'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return TestSpark.session(
        "local-cluster[2,1,1024]",
        Map.ofEntries(
            Map.entry("spark.executor.extraClassPath", System.getProperty("java.class.path")),
            Map.entry("spark.executor.memory", "512m"),
            Map.entry(
                "spark.executor.extraJavaOptions",
                "-D"
                    + TracedEngine.FILE
                    + "="
                    + trace()
                    + " -D"
                    + TracedEngine.DELAY_MILLIS
                    + "=10"),
            Map.entry("spark.worker.resource.gpu.amount", "1"),
            Map.entry("spark.worker.resource.gpu.discoveryScript", script.toString()),
            Map.entry("spark.executor.resource.gpu.amount", "1"),
            Map.entry("spark.task.resource.gpu.amount", "1"),
            Map.entry("spark.speculation", "true"),
            Map.entry("spark.speculation.interval", "50ms"),
            Map.entry("spark.speculation.minTaskRuntime", "50ms"),
            Map.entry("spark.serializer", "org.apache.spark.serializer.KryoSerializer"),
            Map.entry("spark.kryo.registrationRequired", "true")));
  }

  private Path trace() {
    return scratch.resolve("trace.txt");
  }

  @Test
  void theSameIsKeptThoughAnExecutorDiesWhileScoring() throws Exception {
    String folder = CORPUS.savedModel(scratch.resolve("model"), ReferenceSplit.excluded(0.1));
    List<String> expected;
    try (ReferenceModel model =
        new BigramReferenceEngine().load(scratch.resolve("model"), Device.cpu())) {
      expected =
          Pruner.builder()
              .reference(model)
              .criterion(medium(0.5).perDomain())
              .prune(CORPUS.source())
              .kept()
              .map(Article::url)
              .toList();
    }
    SparkSession spark = cluster();
    SparkPruner pruner =
        SparkPruner.builder().engine("traced").id("url").domain("site").reference(folder).build();
    String scores = scratch.resolve("scores").toString();
    Dataset<Row> documents = CORPUS.dataset(spark, 12);

    CompletableFuture<Void> scoring =
        CompletableFuture.runAsync(() -> pruner.score(documents).write().parquet(scores));
    while (pruner.progress().documents() == 0 && !scoring.isDone()) {
      Thread.sleep(20);
    }
    ProcessHandle dead = executor();
    assertThat(scoring).isNotDone();
    dead.destroyForcibly();
    scoring.get();

    Dataset<Row> kept = pruner.select(spark.read().parquet(scores), medium(0.5).perDomain()).kept();
    assertThat(kept.select("url").as(Encoders.STRING()).collectAsList())
        .containsExactlyInAnyOrderElementsOf(expected);
    List<String> opened =
        Files.readAllLines(trace()).stream().filter(line -> line.contains("open")).toList();
    assertThat(opened)
        .as("each executor opened the model once, on its GPU, and the one that died was one")
        .doesNotHaveDuplicates()
        .allMatch(line -> line.endsWith("open cuda:3"))
        .hasSizeGreaterThanOrEqualTo(2)
        .contains(dead.pid() + " open cuda:3");
    spark.stop();
    String survivor =
        opened.stream()
            .filter(line -> !line.startsWith(dead.pid() + " "))
            .findFirst()
            .orElseThrow();
    String closed = survivor.replace("open cuda:3", "close");
    for (int i = 0; i < 100 && !Files.readAllLines(trace()).contains(closed); i++) {
      Thread.sleep(100);
    }
    assertThat(Files.readAllLines(trace())).as("a JVM that ends closes its model").contains(closed);
  }

  /** An executor that scores. */
  private ProcessHandle executor() throws IOException {
    List<String> lines = Files.readAllLines(trace());
    return lines.stream()
        .map(line -> ProcessHandle.of(Long.parseLong(line.split(" ", 2)[0])))
        .flatMap(Optional::stream)
        .filter(ProcessHandle::isAlive)
        .findFirst()
        .orElseThrow();
  }
}
