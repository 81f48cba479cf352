/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.select.SelectionCriterion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrunedFolderTests {
  private static final SelectionCriterion LOW = SelectionCriterion.low(0.5);

  @TempDir Path folder;
  private Path input;
  private Path output;

  @BeforeEach
  void makeFolders() throws IOException {
    input = Files.createDirectory(folder.resolve("in"));
    output = folder.resolve("out");
  }

  private Path write(String name, byte[] content) throws IOException {
    Path file = input.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /** A file of documents with these lengths, and the lengths as ids. */
  private Path documents(String name, int... lengths) throws IOException {
    return write(name, lines(lengths).getBytes(UTF_8));
  }

  private static String lines(int... lengths) {
    return IntStream.of(lengths)
        .mapToObj(length -> "{\"id\":" + length + ",\"text\":\"" + "x".repeat(length) + "\"}\n")
        .collect(Collectors.joining());
  }

  @Test
  void eachFileOfTheInputsHasItsPlaceInTheOutput() throws IOException {
    Path first = documents("a.jsonl", 1, 4);
    write("sub/deep/b.jsonl.gz", Compressed.gzip(lines(2, 5).getBytes(UTF_8)));
    write("sub/c.ndjson.zst", Compressed.zstd(lines(6, 3).getBytes(UTF_8)));

    List<WrittenFile> written = Pruning.of(LOW, first, input.resolve("sub")).write(output);

    assertThat(written)
        .extracting(WrittenFile::name)
        .containsExactly("kept/a.jsonl", "kept/c.ndjson.zst", "kept/deep/b.jsonl.gz");
    assertThat(Pruning.content(output.resolve("kept/a.jsonl"))).isEqualTo(lines(1));
    assertThat(Pruning.content(output.resolve("kept/deep/b.jsonl.gz"))).isEqualTo(lines(2));
    assertThat(Pruning.content(output.resolve("kept/c.ndjson.zst"))).isEqualTo(lines(3));
    assertThat(Pruning.tree(output)).hasSize(4).containsKey("manifest.json");
    for (WrittenFile file : written) {
      assertThat(output.resolve(file.name())).hasSize(file.byteCount());
      assertThat(file.documentCount()).isEqualTo(1);
    }
  }

  @Test
  void filesOfOneNameAreApart() throws IOException {
    documents("one/data.jsonl", 1);
    documents("two/data.jsonl", 2);
    documents("three/data.jsonl/more.jsonl", 3);

    Pruning.of(
            SelectionCriterion.low(1),
            input.resolve("one"),
            input.resolve("two"),
            input.resolve("three"))
        .write(output);

    assertThat(Pruning.tree(output).keySet())
        .containsExactly(
            "kept/data.jsonl",
            "kept/three/data.jsonl/more.jsonl",
            "kept/two/data.jsonl",
            "manifest.json");
  }

  @Test
  void textFilesAreCopiedAsTheyAreStored() throws IOException {
    byte[] marked = "\ufefflong text\r\nof two lines".getBytes(UTF_8);
    write("a.txt", marked);
    write("sub/b.md.gz", Compressed.gzip("short".getBytes(UTF_8)));

    Pruning pruning = Pruning.of(LOW, input);
    try (PrunedFolder pruned = PrunedFolder.in(output).withDropped().withShards(1)) {
      pruning.write(pruned);
    }

    assertThat(output.resolve("kept/sub/b.md.gz"))
        .hasSameBinaryContentAs(input.resolve("sub/b.md.gz"));
    assertThat(output.resolve("dropped/a.txt")).hasBinaryContent(marked);
  }

  @Test
  void droppedDocumentsAreWrittenWhenAskedFor() throws IOException {
    documents("a.jsonl", 1, 2, 3, 4);

    try (PrunedFolder pruned = PrunedFolder.in(output).withDropped()) {
      Pruning.of(LOW, input).write(pruned);
    }

    assertThat(output.resolve("kept/a.jsonl")).hasContent(lines(1, 2));
    assertThat(output.resolve("dropped/a.jsonl")).hasContent(lines(3, 4));
  }

  @Test
  void whatKeepsNothingLeavesAnEmptyFolder() throws IOException {
    documents("a.jsonl", 1, 2);

    Pruning.of(SelectionCriterion.perplexityBetween(1e30, 1e31), input).write(output);

    assertThat(output.resolve("kept")).isEmptyDirectory();
    assertThat(output.resolve("dropped")).doesNotExist();
    assertThat(output.resolve("manifest.json")).content().contains("nothing was kept");
  }

  @ParameterizedTest
  @CsvSource({"a, .jsonl", "a.b, .JSONL.GZ", "sub.d/a, .ndjson.zst"})
  void shardsAreNumberedAndTogetherHoldWhatOneFileWould(String base, String extensions)
      throws IOException {
    String name = base + extensions;
    StringBuilder lines = new StringBuilder();
    for (int length = 1; length <= 400; length++) {
      lines.append("{\"text\":\"").append(noise(length * 20)).append("\"}\n");
    }
    byte[] content = lines.toString().getBytes(UTF_8);
    write(
        name,
        name.endsWith(".GZ")
            ? Compressed.gzip(content)
            : name.endsWith(".zst") ? Compressed.zstd(content) : content);

    List<WrittenFile> shards;
    try (PrunedFolder pruned = PrunedFolder.in(output).withShards(300_000)) {
      shards = Pruning.of(SelectionCriterion.low(1), input).write(pruned);
    }

    StringBuilder together = new StringBuilder();
    for (int i = 0; i < shards.size(); i++) {
      WrittenFile shard = shards.get(i);
      assertThat(shard.name()).isEqualTo("kept/" + base + "-0000" + (i + 1) + extensions);
      assertThat(shard.documentCount()).isPositive();
      assertThat(shard.byteCount())
          .isLessThan(600_000)
          .isGreaterThan(i == shards.size() - 1 ? 0 : 290_000);
      together.append(Pruning.content(output.resolve(shard.name())));
    }
    assertThat(shards).hasSizeGreaterThan(2);
    assertThat(together.toString()).isEqualTo(lines.toString());
  }

  private static String noise(int length) {
    return new Random(length)
        .ints(length, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void aShardOfAPlainFileEndsWithTheFirstDocumentThatReachesItsSize() throws IOException {
    documents("a.jsonl", 1, 2, 3, 4);
    int first = lines(1).length();

    List<WrittenFile> shards;
    try (PrunedFolder pruned = PrunedFolder.in(output).withShards(first + 1)) {
      shards = Pruning.of(SelectionCriterion.low(1), input).write(pruned);
    }

    assertThat(shards).extracting(WrittenFile::documentCount).containsExactly(2L, 1L, 1L);
  }

  @Test
  void theSamePruningGivesTheSameBytesWhateverWasThereBefore() throws IOException {
    write("a.jsonl.gz", Compressed.gzip(lines(1, 2, 3, 4).getBytes(UTF_8)));
    write("b.jsonl.zst", Compressed.zstd((lines(5, 6) + "no JSON\n").getBytes(UTF_8)));
    write("c.txt", "text".getBytes(UTF_8));
    Path other = folder.resolve("other");

    writeAll(LOW, output);
    writeAll(LOW, other);
    Map<String, String> first = Pruning.tree(output);
    Pruning.of(SelectionCriterion.high(0.1), input).write(other);
    writeAll(LOW, other);

    assertThat(first.keySet())
        .contains("kept/a.jsonl.gz", "dropped/b.jsonl.zst", "rejects.jsonl", "manifest.json");
    assertThat(Pruning.tree(other)).isEqualTo(first);
  }

  private void writeAll(SelectionCriterion criterion, Path to) {
    try (PrunedFolder pruned = PrunedFolder.in(to).withDropped()) {
      Pruning.of(criterion, pruned::reject, input).write(pruned);
    }
  }

  @Test
  void anEarlierResultIsReplacedAsAWholeAndOtherFilesStay() throws IOException {
    documents("a.jsonl", 1, 2);
    Path bad = write("b.jsonl", (lines(3) + "{\n").getBytes(UTF_8));
    writeAll(LOW, output);
    Files.createDirectory(output.resolve("reference"));
    Files.writeString(output.resolve("reference/model"), "weights");
    Files.writeString(output.resolve("scores.db"), "scores");
    Files.delete(bad);

    Pruning.of(SelectionCriterion.high(0.5), input).write(output);

    assertThat(Pruning.tree(output).keySet())
        .containsExactly("kept/a.jsonl", "manifest.json", "reference/model", "scores.db");
    assertThat(output.resolve("kept/a.jsonl")).hasContent(lines(2));
    assertThat(output.resolve(".writing")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kept/mine.jsonl", "dropped/mine.jsonl", "manifest.json"})
  void whatWasNotWrittenHereIsNotReplaced(String foreign) throws IOException {
    Files.createDirectories(output.resolve(foreign).getParent());
    Files.writeString(output.resolve(foreign), "{\"name\": \"mine\"}");

    assertThatThrownBy(() -> PrunedFolder.in(output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "the output folder must be empty or hold an earlier result, but " + output + " has ")
        .hasMessageEndingWith("; choose another folder");
    assertThat(Pruning.tree(output)).containsOnlyKeys(foreign);
    assertThat(output.resolve(".lock")).doesNotExist();
  }

  @Test
  void aFileIsNoFolderToWriteTo() throws IOException {
    Files.writeString(output, "a file");

    assertThatThrownBy(() -> PrunedFolder.in(output))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the folder " + output + " cannot be written to");
  }

  @Test
  void aFolderOfAnotherFileSystemIsRefused() throws IOException {
    URI zip = URI.create("jar:" + folder.resolve("out.zip").toUri());

    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      assertThatThrownBy(() -> PrunedFolder.in(files.getPath("/out")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("must be in the default file system, but was jar:");
    }
  }

  @Test
  void rejectsAreListedOnceAndCounted() throws IOException {
    write("a.jsonl", (lines(1) + "{\n" + lines(2) + "[\"\u00fc\"]\n").getBytes(UTF_8));

    try (PrunedFolder pruned = PrunedFolder.in(output)) {
      Pruning.of(LOW, pruned::reject, input).write(pruned);

      assertThat(pruned.rejectCount()).isEqualTo(2);
    }

    assertThat(Files.readAllLines(output.resolve("rejects.jsonl")))
        .containsExactly(
            "{\"file\":\"a.jsonl\",\"position\":2,\"reason\":\"not valid JSON: the line ends in the"
                + " middle of it\"}",
            "{\"file\":\"a.jsonl\",\"position\":4,\"reason\":\"a line must be a JSON object, but is"
                + " an array\"}");
    assertThat(output.resolve("manifest.json")).content().contains("\"rejects\" : 2,");
  }

  @Test
  void whatIsNoUnicodeIsStillWritten() throws IOException {
    write(
        "a.jsonl",
        "{\"text\":\"a\",\"id\":\"\\ud800\",\"domain\":\"half \\udc00\"}\n".getBytes(UTF_8));

    try (PrunedFolder pruned = PrunedFolder.in(output).withScores()) {
      pruned.reject(new RejectedRecord("a\ud800.jsonl", 1, "half \udc00 pair"));
      Pruning.of(SelectionCriterion.low(1), input).write(pruned);
    }

    assertThat(output.resolve("manifest.json")).content().contains("\"half ?\"");
    assertThat(output.resolve("rejects.jsonl")).content().contains("\"half ? pair\"");
    assertThat(output.resolve("kept/a.jsonl")).content().contains("\"half \\udc00\",\"pp_");
  }

  @Test
  void scoresOfTextFilesAreRefused() throws IOException {
    write("a.txt", "text".getBytes(UTF_8));
    Pruning pruning = Pruning.of(SelectionCriterion.low(1), input);

    try (PrunedFolder pruned = PrunedFolder.in(output).withScores()) {
      assertThatThrownBy(() -> pruning.write(pruned))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("document 'a.txt' (a.txt:1) is a text file");
    }
    assertThat(Pruning.tree(output)).isEmpty();
  }

  @Test
  void anInputThatIsOfTheResultItselfIsRefused() throws IOException {
    documents("a.jsonl", 1, 2);
    Path inside = input.resolve("pruned");
    Pruning.of(LOW, input).write(inside);
    Map<String, String> before = Pruning.tree(inside);
    Pruning again = Pruning.of(LOW, input);

    assertThatThrownBy(() -> again.write(inside))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("what is written must not be what is read")
        .hasMessageContaining("a.jsonl is of an earlier result in ");
    assertThat(Pruning.tree(inside)).isEqualTo(before);
  }

  @Test
  void documentsOutOfTheOrderOfTheirFilesAreRefused() throws IOException {
    documents("a.jsonl", 1, 2);
    documents("b.jsonl", 3, 4);
    Pruning shuffled =
        Pruning.of(SelectionCriterion.low(1), input)
            .reading(
                documents -> {
                  List<CorpusRecord> all = new ArrayList<>(documents.toList());
                  Collections.swap(all, 1, 2);
                  return all.stream();
                });

    assertThatThrownBy(() -> shuffled.write(output))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("documents must come file by file, but those of a.jsonl");
    assertThat(Pruning.tree(output)).isEmpty();
  }

  @Test
  void aShardHasAtLeastAByte() {
    try (PrunedFolder pruned = PrunedFolder.in(output)) {
      assertThatThrownBy(() -> pruned.withShards(0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("shard size must be at least 1 byte, but was 0");
    }
  }

  @Test
  void aFolderIsWrittenOnceAndClosedAsOftenAsOneLikes() throws IOException {
    documents("a.jsonl", 1, 2);
    Pruning pruning = Pruning.of(LOW, input);
    PrunedFolder pruned = PrunedFolder.in(output);
    pruning.write(pruned);

    assertThatThrownBy(() -> pruning.write(pruned))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("open it again");
    assertThatThrownBy(() -> pruned.reject(new RejectedRecord("a", 1, "late")))
        .isInstanceOf(IllegalStateException.class);
    pruned.close();
    PrunedFolder next = PrunedFolder.in(output);
    pruned.close();
    assertThatThrownBy(() -> PrunedFolder.in(output)).hasMessageContaining("in use");
    next.close();
  }

  @Test
  void aManifestIsEnoughToRepeatTheRun() throws IOException {
    write("a.jsonl", ("{\"text\":\"xx\",\"domain\":\"web\"}\n" + lines(4) + "?").getBytes(UTF_8));
    Pruning pruning;

    try (PrunedFolder pruned = PrunedFolder.in(output)) {
      pruned.withDropped().withScores().withShards(1_000).withSetting("id-field", "id");
      pruning = Pruning.of(LOW, pruned::reject, input);
      pruning.write(pruned);
    }

    assertThat(Files.readString(output.resolve("manifest.json")))
        .isEqualTo(
            """
            {
              "perplexity_prune" : "%s",
              "criterion" : "low(0.5)",
              "settings" : {
                "id-field" : "id",
                "shard-size" : "1000",
                "write-dropped" : "true",
                "write-scores" : "true"
              },
              "references" : [ "%s" ],
              "inputs" : [ {
                "name" : "a.jsonl",
                "bytes" : 53,
                "sha256" : "%s"
              } ],
              "rejects" : 1,
              "documents" : {
                "kept" : 1,
                "above_band" : 1
              },
              "tokens" : {
                "scored" : 4,
                "kept" : 2
              },
              "bands" : [ {
                "fold" : 0,
                "lowest_mean_negative_log_likelihood" : 1.0,
                "highest_mean_negative_log_likelihood" : 1.0
              } ],
              "domains" : [ {
                "name" : "",
                "documents" : 1,
                "kept_documents" : 0,
                "tokens" : 2,
                "kept_tokens" : 0
              }, {
                "name" : "web",
                "documents" : 1,
                "kept_documents" : 1,
                "tokens" : 2,
                "kept_tokens" : 2
              } ],
              "warnings" : [ "1 of 2 domains keep less than a quarter of their tokens:  (0%%); place the band within each domain (perDomain(), --per-domain) to keep their shares" ],
              "outputs" : [ {
                "name" : "kept/a-00001.jsonl",
                "documents" : 1,
                "bytes" : 153
              }, {
                "name" : "dropped/a-00001.jsonl",
                "documents" : 1,
                "bytes" : 152
              } ]
            }
            """
                .formatted(
                    Pruner.version(),
                    pruning.result().scores().references().get(0),
                    pruning.corpus().fingerprint().get(0).sha256()));
  }
}
