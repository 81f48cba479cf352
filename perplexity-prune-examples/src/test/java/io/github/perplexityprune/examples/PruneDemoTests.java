/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
  @TempDir private Path folder;

  private final Map<String, String> properties = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void makeCorpus() throws IOException {
    properties.put("demo.corpus", folder.toString());
    try (ZipOutputStream jar =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("weather.jar")))) {
      for (Article article : SampleArticles.of(200)) {
        jar.putNextEntry(new ZipEntry("a/" + article.id() + ".java"));
        jar.write(article.text().getBytes(UTF_8));
      }
      jar.putNextEntry(new ZipEntry("a/notes.txt"));
    }
  }

  @Test
  void showsWhatBecameOfEachKindOfDamage() {
    int status = runDemo();

    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString(UTF_8))
        .contains("Corpus: 200 source files of Java libraries (weather)")
        .contains("and 12 copies damaged on purpose")
        .contains("Pruning by low(0.5)")
        .contains("How good is the reference model?")
        .contains("Most surprising documents")
        .containsPattern("damaged: shuffled +\\d+ ");
  }

  @Test
  void prunesTheUsersOwnFile() throws IOException {
    input("mine.jsonl.gz", jsonLines(SampleArticles.of(80)));
    properties.put("demo.keep", "medium:0.3");

    int status = runDemo();

    assertThat(err.toString(UTF_8)).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString(UTF_8))
        .contains("mine.jsonl.gz, 80 documents")
        .contains("Pruning by medium(0.3)")
        .contains("weather")
        .doesNotContain("damaged");
  }

  @Test
  void refusesAMissingFile() {
    properties.put("demo.input", folder.resolve("none.jsonl").toString());

    assertRefused("demo.input must be a JSONL file, but there is no file");
  }

  @Test
  void namesALineWithoutText() throws IOException {
    input("mine.jsonl", "{\"text\": \"Rain.\"}\n\n{\"id\": \"1\"}\n");

    assertRefused("line 3 of", "must have a string in its field \"text\", but has no such field");
  }

  @Test
  void namesALineThatIsNotJson() throws IOException {
    input("mine.jsonl", "Rain.\n");

    assertRefused("line 1 of", "must be a JSON object such as {\"text\": \"...\"}, but is not");
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

  @Test
  void refusesAFileThatIsNotCompressedAsItsNameSays() throws IOException {
    Path file = folder.resolve("mine.gz");
    Files.writeString(file, "{\"text\": \"Rain.\"}");
    properties.put("demo.input", file.toString());

    assertRefused("The demo cannot read its documents");
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
