/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorpusFilesInputTests {
  @TempDir private Path folder;

  @Test
  void findsWhatCanBeReadBelowAFolderSortedByName() throws IOException {
    create("b.jsonl.zst", "a/z.parquet", "a/deep/er/x.txt", "c.JSON.GZ", "a/y.ndjson", "m.md.gzip");

    CorpusFiles corpus = CorpusFiles.builder().input(folder).build();

    assertThat(names(corpus))
        .containsExactly(
            "a/deep/er/x.txt",
            "a/y.ndjson",
            "a/z.parquet",
            "b.jsonl.zst",
            "c.JSON.GZ",
            "m.md.gzip");
    assertThat(corpus.files().get(3))
        .isEqualTo(
            new CorpusFile(
                folder.resolve("b.jsonl.zst"),
                "b.jsonl.zst",
                CorpusFormat.JSON_LINES,
                Compression.ZSTD,
                0));
  }

  @Test
  void passesOverHiddenAndUnknownFilesInAFolder() throws IOException {
    create("a.jsonl", ".hidden.jsonl", ".git/b.jsonl", "LICENSE", "c.csv", "d.parquet.gz", "e.gz");

    CorpusFiles corpus = CorpusFiles.builder().input(folder.toString()).build();

    assertThat(names(corpus)).containsExactly("a.jsonl");
  }

  @Test
  void followsLinksAndIsNotCaughtInALoop() throws IOException {
    create("stored/1", "data/a/x.jsonl");
    link("data/b.jsonl", "stored/1");
    link("data/a/up", "data");

    CorpusFiles corpus = CorpusFiles.builder().input(folder.resolve("data")).build();

    assertThat(names(corpus)).containsExactly("a/x.jsonl", "b.jsonl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.jsonl            | a.jsonl b.jsonl",
        "*                  | a.jsonl b.jsonl en/c.jsonl en/deep/d.jsonl en/e.txt",
        "?.jsonl            | a.jsonl b.jsonl",
        "[b-z].jsonl        | b.jsonl",
        "{a,x}.jsonl        | a.jsonl",
        "*/c.jsonl          | en/c.jsonl",
        "e*/*.jsonl         | en/c.jsonl",
        "**/*.jsonl         | a.jsonl b.jsonl en/c.jsonl en/deep/d.jsonl",
        "en/**/*.jsonl      | c.jsonl deep/d.jsonl",
        "**/deep/*          | en/deep/d.jsonl",
        "**                 | a.jsonl b.jsonl en/c.jsonl en/deep/d.jsonl en/e.txt",
        ".*.jsonl           | .f.jsonl",
      })
  void findsWhatMatchesAPattern(String pattern, String expected) throws IOException {
    create("a.jsonl", "b.jsonl", "en/c.jsonl", "en/deep/d.jsonl", "en/e.txt", ".f.jsonl", "g.csv");

    CorpusFiles corpus = CorpusFiles.builder().input(folder + "/" + pattern).build();

    assertThat(names(corpus)).containsExactly(expected.split(" "));
  }

  @Test
  void takesAFileThatIsNamedLikeAPatternForAFile() throws IOException {
    create("a[1].jsonl", "a1.jsonl");

    CorpusFiles corpus = CorpusFiles.builder().input(folder + "/a[1].jsonl").build();

    assertThat(names(corpus)).containsExactly("a[1].jsonl");
  }

  @Test
  void readsInputsInTheOrderInWhichTheyAreNamedAndEachFileOnce() throws IOException {
    create("a.jsonl", "b.jsonl", "c/d.jsonl");

    CorpusFiles corpus =
        CorpusFiles.builder()
            .input(folder.resolve("b.jsonl"))
            .input(folder.resolve("c/../b.jsonl"))
            .input(folder)
            .build();

    assertThat(names(corpus)).containsExactly("b.jsonl", "a.jsonl", "c/d.jsonl");
  }

  @Test
  void givesEqualNamesOfSeveralInputsTheirFoldersAndKeepsTheFirst() throws IOException {
    create("p/a/x.jsonl", "p/b/x.jsonl", "q/b/x.jsonl", "q/b/X.jsonl");

    CorpusFiles corpus =
        CorpusFiles.builder()
            .input(folder.resolve("p/a"))
            .input(folder.resolve("p/b"))
            .input(folder.resolve("q/b/x.jsonl"))
            .input(folder.resolve("q/b/X.jsonl"))
            .build();

    assertThat(names(corpus))
        .containsExactly("x.jsonl", "b/x.jsonl", "q/b/x.jsonl", name("q/b/X.jsonl"));
  }

  @Test
  void givesNamesThatLeadNowhereElse() throws IOException {
    create("a/x\\..\\..\\y.jsonl", "a/C:y.jsonl", "a/new\nline.jsonl");

    CorpusFiles corpus = CorpusFiles.builder().input(folder + "/a/../a/*").build();

    assertThat(names(corpus)).containsExactly("C_y.jsonl", "new_line.jsonl", "x_.._.._y.jsonl");
  }

  @Test
  void namesAFileBelowItsFolderWhicheverOfThemIsRelative() {
    Path base = Path.of("data");
    Path file = base.resolve("en/a.jsonl");

    assertThat(InputSearch.nameBelow(base, file)).isEqualTo("en/a.jsonl");
    assertThat(InputSearch.nameBelow(base.toAbsolutePath(), file)).isEqualTo("en/a.jsonl");
    assertThat(InputSearch.nameBelow(base, file.toAbsolutePath())).isEqualTo("en/a.jsonl");
  }

  @Test
  void readsFromAnyFileSystemProvider() throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(
            URI.create("jar:" + folder.resolve("corpus.zip").toUri()), Map.of("create", "true"))) {
      Files.createDirectories(zip.getPath("/data/en"));
      Files.writeString(zip.getPath("/data/en/a.jsonl"), "{\"text\": \"One\"}\n");
      Files.write(
          zip.getPath("/data/b.jsonl.gz"),
          Compressed.gzip("{\"text\": \"Two\"}\n".getBytes(UTF_8)));
      String uri = zip.getPath("/data").toUri().toString();

      CorpusFiles byPath = CorpusFiles.builder().input(zip.getPath("/data")).build();

      assertThat(names(byPath)).containsExactly("b.jsonl.gz", "en/a.jsonl");
      assertThat(byPath.source().open().map(CorpusRecord::text)).containsExactly("Two", "One");
      assertThat(byPath.fingerprint()).extracting(InputFingerprint::byteCount).contains(16L);
      assertThat(uri).startsWith("jar:file:");
      assertThat(names(CorpusFiles.builder().input(uri + "/**/*.jsonl").build()))
          .containsExactly("en/a.jsonl");
    }
  }

  @Test
  void refusesAnInputThatDoesNotExist() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorpusFiles.builder().input("no/such.jsonl").build())
        .withMessage(
            "input 'no/such.jsonl' does not exist; name a file, a folder, or a pattern such as"
                + " data/*.jsonl.zst");
  }

  @Test
  void refusesANamedFileOfAnUnknownExtension() throws IOException {
    create("a.csv");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorpusFiles.builder().input(folder.resolve("a.csv")).build())
        .withMessageContaining("a.csv' has an extension that is not known")
        .withMessageContaining(".jsonl, .ndjson, .json, .txt and .md")
        .withMessageContaining(".parquet");
  }

  @ParameterizedTest
  @CsvSource({"*.jsonl", "no/*.jsonl", "**/*.jsonl", "*.csv", "''"})
  void refusesAnInputThatMatchesNothing(String pattern) throws IOException {
    create("a.csv");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorpusFiles.builder().input(folder + "/" + pattern).build())
        .withMessageStartingWith("input '" + folder + "/" + pattern + "' matches no file");
  }

  @Test
  void refusesAPatternThatIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorpusFiles.builder().input(folder + "/[a.jsonl").build())
        .withMessageContaining("[a.jsonl' is not a valid pattern: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorpusFiles.builder().input(folder + "/**.jsonl").build())
        .withMessageContaining("the ** must stand alone between slashes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorpusFiles.builder().input("nosuch://host/a.jsonl").build())
        .withMessageStartingWith("input 'nosuch://host/a.jsonl' is not a path: ");
  }

  private static List<String> names(CorpusFiles corpus) {
    return corpus.files().stream().map(CorpusFile::name).toList();
  }

  /** The path below the folder with its last two parents, as a name that is taken gets. */
  private String name(String path) {
    return folder.getFileName() + "/" + path;
  }

  private void create(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private void link(String link, String target) throws IOException {
    try {
      Files.createSymbolicLink(folder.resolve(link), folder.resolve(target));
    } catch (UnsupportedOperationException e) {
      assumeThat(e).as("links").isNull();
    }
  }
}
