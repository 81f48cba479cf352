/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.spark.TestCorpus.Article;
import io.github.perplexityprune.spi.ReferenceEngine;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in Python, where there is a Python with PySpark; the README quotes it. */
@SparkTest
class PythonExampleTests {
  private static final Path SCRIPT = Path.of("src/main/python/prune_files.py");

  @TempDir private Path scratch;

  @Test
  void theReadmeQuotesTheExample() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));

    String quoted = readme.split("```python\n", 2)[1].split("```", 2)[0];

    assertThat(Files.readString(SCRIPT)).contains(quoted);
  }

  @Test
  void keepsWhatTheLocalLibraryKeepsAndPrintsTheSame() throws Exception {
    SparkSession spark = TestSpark.local();
    assumeThereIsPySpark(spark.version());
    TestCorpus corpus = TestCorpus.synthetic(300);
    corpus.savedModel(file("model"), ReferenceSplit.excluded(0.2));
    corpus.dataset(spark, 3).toDF("id", "domain", "text").write().parquet(name("corpus.parquet"));
    List<String> expected;
    String summary;
    try (ReferenceModel model = new BigramReferenceEngine().load(file("model"), Device.cpu())) {
      PruneResult<Article> local =
          Pruner.builder()
              .reference(model)
              .criterion(medium(0.5).perDomain())
              .prune(corpus.source());
      expected = local.kept().map(Article::url).toList();
      summary = local.summary().toString();
    }

    String printed =
        python(
            SCRIPT.toString(),
            name("corpus.parquet"),
            name("model"),
            name("scores.parquet"),
            name("pruned.parquet"),
            "0.5");

    assertThat(printed).contains(summary);
    assertThat(
            spark
                .read()
                .parquet(name("pruned.parquet"))
                .select("id")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private void assumeThereIsPySpark(String version) throws InterruptedException {
    String minor = version.substring(0, version.lastIndexOf('.'));
    String found;
    try {
      found = python("-c", "import pyspark; print('PySpark', pyspark.__version__)");
    } catch (IOException e) {
      found = String.valueOf(e.getMessage());
    }
    assumeTrue(
        found.contains("PySpark " + minor + "."),
        "python3, or what PYSPARK_PYTHON names, has no PySpark " + minor + ": " + found.strip());
  }

  /** Runs the interpreter that PySpark itself would, and returns what it prints. */
  private String python(String... arguments) throws IOException, InterruptedException {
    String interpreter = Objects.requireNonNullElse(System.getenv("PYSPARK_PYTHON"), "python3");
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of(interpreter), Stream.of(arguments)).toList());
    builder.environment().remove("SPARK_HOME"); // of the tests' cluster: PySpark has its own
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder
        .environment()
        .put(
            "PYSPARK_SUBMIT_ARGS",
            "--master local[2] --driver-memory 1g --conf spark.ui.enabled=false"
                + " --conf spark.ui.showConsoleProgress=false"
                + (" --driver-class-path '" + libraries() + "' pyspark-shell"));
    Path output = file("output.txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    process.waitFor();
    return Files.readString(output);
  }

  /** The library and the only engine. */
  private String libraries() throws IOException {
    Path services = Files.createDirectories(file("services/META-INF/services"));
    Files.writeString(
        services.resolve(ReferenceEngine.class.getName()), BigramReferenceEngine.class.getName());
    Stream<String> classes =
        Stream.of(SparkPruner.class, Pruner.class, BigramReferenceEngine.class)
            .map(type -> type.getProtectionDomain().getCodeSource().getLocation().toString())
            .map(location -> Path.of(URI.create(location)).toString());
    return Stream.concat(Stream.of(name("services")), classes).collect(joining(File.pathSeparator));
  }

  private Path file(String name) {
    return scratch.resolve(name);
  }

  private String name(String name) {
    return file(name).toString();
  }
}
