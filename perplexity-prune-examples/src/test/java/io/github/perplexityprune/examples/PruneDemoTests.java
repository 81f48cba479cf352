/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneDemoTests {
  private static final Path COMMAND =
      Path.of("../perplexity-prune-cli/target/perplexity-prune/bin/perplexity-prune");

  @TempDir private Path folder;

  private final Map<String, String> properties = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void makeCorpus() throws IOException {
    properties.put("demo.command", COMMAND.toString());
    properties.put("demo.jars", folder.toString());
    properties.put("demo.folder", folder.resolve("demo").toString());
    try (ZipOutputStream jar =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("weather.jar")))) {
      for (Article article : SampleArticles.of(200)) {
        jar.putNextEntry(new ZipEntry("a/" + article.id() + ".java"));
        jar.write(article.text().getBytes(UTF_8));
      }
      jar.putNextEntry(new ZipEntry("a/notes.txt"));
    }
  }

  private static void assumeCommandIsBuilt() {
    assumeTrue(Files.exists(COMMAND), "the command is built by ./mvnw package, not by test");
  }

  @Test
  void showsWhatBecameOfEachKindOfDamage() {
    assumeCommandIsBuilt();

    int status = runDemo();

    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString(UTF_8))
        .contains("200 source files of Java libraries and 12 copies damaged on purpose")
        .contains("--keep low:0.5")
        .contains("Pruning by low(0.5)")
        .contains("How good is the reference model?")
        .contains("Most surprising documents")
        .containsPattern("damaged: shuffled +\\d+ ");
    assertThat(folder.resolve("demo/pruned-demo/kept/corpus.jsonl")).isNotEmptyFile();
  }

  @Test
  void prunesTheUsersOwnFile() throws IOException {
    assumeCommandIsBuilt();
    input("mine.jsonl.gz", jsonLines(SampleArticles.of(80)));
    properties.put("demo.keep", "medium:0.3");

    int status = runDemo();

    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString(UTF_8))
        .contains("80 documents")
        .contains("Pruning by medium(0.3)")
        .contains("weather")
        .doesNotContain("damaged");
    assertThat(folder.resolve("demo/pruned-mine.jsonl.gz/kept/mine.jsonl.gz")).isNotEmptyFile();
  }

  @Test
  void refusesAMissingFile() {
    properties.put("demo.input", folder.resolve("none.jsonl").toString());

    assertRefused("demo.input must be a file of JSON lines, but there is no file");
  }

  @Test
  void refusesAnUnknownCriterion() {
    properties.put("demo.keep", "lowest:0.5");

    assertRefused("demo.keep must be low, medium, high or random", "but was 'lowest:0.5'");
  }

  @Test
  void refusesARateOutOfRange() {
    properties.put("demo.keep", "low:1.5");

    assertRefused("selectionRate must be in (0, 1], but was 1.5");
  }

  private void assertRefused(String... parts) {
    assertThat(runDemo()).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains(parts).hasLineCount(1);
  }

  private int runDemo() {
    return PruneDemo.status(
        properties::get, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private void input(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    properties.put("demo.input", file.toString());
    try (Writer writer =
        new OutputStreamWriter(
            name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(file))
                : Files.newOutputStream(file),
            UTF_8)) {
      writer.write(text);
    }
  }

  private static String jsonLines(List<Article> articles) {
    StringBuilder lines = new StringBuilder();
    articles.forEach(article -> lines.append(new Gson().toJson(article)).append('\n'));
    return lines.toString();
  }
}
