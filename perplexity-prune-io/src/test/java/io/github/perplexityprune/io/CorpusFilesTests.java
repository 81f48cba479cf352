/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.hash.Hashing;
import io.github.perplexityprune.Document;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.select.SelectionCriterion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusFilesTests {
  private static final String DAMAGED =
      """
      {"text": "One"}
      {"text": 1}
      {"text": "Two"}
      nonsense
      """;

  @TempDir private Path folder;
  private final List<RejectedRecord> rejects = new ArrayList<>();

  @Test
  void readsSeveralFilesInOrderAgainAndAgain() throws IOException {
    write("b.txt", "Three");
    write("a.jsonl", "{\"text\": \"One\"}\n{\"text\": \"Two\"}\n");

    DocumentSource<CorpusRecord> source = CorpusFiles.builder().input(folder).build().source();

    assertThat(texts(source)).containsExactly("One", "Two", "Three");
    assertThat(texts(source)).containsExactly("One", "Two", "Three");
  }

  @Test
  void givesDocumentsTheirFields() throws IOException {
    write("a.jsonl", "{\"content\": {\"body\": \"One\"}, \"key\": 7, \"meta\": {\"set\": \"s\"}}");

    DocumentSource<CorpusRecord> source =
        CorpusFiles.builder()
            .input(folder)
            .textField("content.body")
            .idField("key")
            .domainField("meta.set")
            .build()
            .source();

    assertThat(documents(source)).containsExactly(new Document("7", "One", "s"));
    assertThat(source.hasIds()).isTrue();
  }

  @Test
  void takesDomainsFromFileNamesIfAsked() throws IOException {
    write("en/books.v2.jsonl", "{\"text\": \"One\"}");
    write("fr/livres/a.txt", "Two");
    write("top.txt", "Three");

    DocumentSource<CorpusRecord> source =
        CorpusFiles.builder().input(folder).domainFromFileName().build().source();

    assertThat(documents(source))
        .extracting(Document::domain)
        .containsExactly("books.v2", "livres", "");
  }

  @Test
  void prunesFilesAndHandsBackTheirRecords() throws IOException {
    write(
        "a.jsonl",
        "{\"text\": \"aaaa\"}\n{\"text\": \"a\"}\n{\"text\": \"aaa\"}\n{\"text\": \"aa\"}\n");
    CorpusFiles corpus = CorpusFiles.builder().input(folder).build();

    PruneResult<CorpusRecord> result =
        Pruner.builder()
            .scorer(document -> PerplexityScore.ofPerplexity(document.text().length()))
            .criterion(SelectionCriterion.low(0.5))
            .prune(corpus.source());

    assertThat(result.kept())
        .extracting(CorpusRecord::id)
        .containsExactly("a.jsonl:2", "a.jsonl:4");
  }

  @Test
  void tellsOfEachRejectOnceHoweverOftenItReads() throws IOException {
    write("a.jsonl", DAMAGED);
    write("b.jsonl.gz", "not gzip");
    CorpusFiles corpus = CorpusFiles.builder().input(folder).rejects(rejects::add).build();

    try (Stream<CorpusRecord> begun = corpus.source().open()) {
      assertThat(begun.iterator().next().text()).isEqualTo("One");
    }
    List<String> first = texts(corpus.source());
    List<String> second = texts(corpus.source());

    assertThat(second).isEqualTo(first).containsExactly("One", "Two");
    assertThat(rejects)
        .extracting(reject -> reject.file() + ":" + reject.position())
        .containsExactly("a.jsonl:2", "a.jsonl:4", "b.jsonl.gz:1");
  }

  @Test
  void tellsOfEachRejectOnceWhenReadingsOverlap() throws IOException {
    write("a.jsonl", DAMAGED);
    CorpusFiles corpus = CorpusFiles.builder().input(folder).rejects(rejects::add).build();

    try (Stream<CorpusRecord> one = corpus.source().open();
        Stream<CorpusRecord> other = corpus.source().open()) {
      Iterator<CorpusRecord> ahead = one.iterator();
      Iterator<CorpusRecord> behind = other.iterator();
      ahead.next();
      ahead.next();
      behind.forEachRemaining(document -> {});
      ahead.forEachRemaining(document -> {});
    }

    assertThat(rejects).extracting(RejectedRecord::position).containsExactly(2L, 4L);
  }

  @Test
  void endsEveryReadingThatMeetsMoreRejectsThanAllowed() throws IOException {
    write("a.jsonl", DAMAGED);
    CorpusFiles corpus =
        CorpusFiles.builder().input(folder).rejects(rejects::add).maximumRejects(1).build();

    for (int reading = 0; reading < 2; reading++) {
      assertThatExceptionOfType(TooManyRejectsException.class)
          .isThrownBy(() -> texts(corpus.source()))
          .withMessageStartingWith(
              "more than 1 records cannot be read; the last is a.jsonl:4: not valid JSON at byte 1: ");
    }
    assertThat(rejects).hasSize(2);
  }

  @Test
  void readsOnWithAsManyRejectsAsAllowed() throws IOException {
    write("a.jsonl", DAMAGED);

    CorpusFiles corpus = CorpusFiles.builder().input(folder).maximumRejects(2).build();

    assertThat(texts(corpus.source())).containsExactly("One", "Two");
  }

  @Test
  void appliesLimits() throws IOException {
    write("a.jsonl", "{\"text\": \"One\", \"other\": [[]]}");
    var limits = new InputLimits(1_000, 1_000, /* maximumDepth= */ 2, 20);

    CorpusFiles corpus =
        CorpusFiles.builder().input(folder).limits(limits).rejects(rejects::add).build();

    assertThat(texts(corpus.source())).isEmpty();
    assertThat(rejects).hasSize(1);
  }

  @Test
  void failsForAFileThatHasVanished() throws IOException {
    write("a.jsonl", "{\"text\": \"One\"}");
    CorpusFiles corpus = CorpusFiles.builder().input(folder).build();

    Files.delete(folder.resolve("a.jsonl"));

    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> texts(corpus.source()))
        .withMessageStartingWith("cannot read a.jsonl: java.nio.file.NoSuchFileException");
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(corpus::fingerprint);
  }

  @Test
  void isCancelledByInterruptingItsThread() throws IOException {
    write("a.jsonl", "{\"text\": \"One\"}");
    CorpusFiles corpus = CorpusFiles.builder().input(folder).build();

    Thread.currentThread().interrupt();

    try {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> texts(corpus.source()));
      assertThatExceptionOfType(CancellationException.class).isThrownBy(corpus::fingerprint);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void fingerprintsWhatIsStored() throws IOException {
    write("a.jsonl", "abc");
    write("b.jsonl.gz", "");

    List<InputFingerprint> fingerprints = CorpusFiles.builder().input(folder).build().fingerprint();

    assertThat(fingerprints)
        .containsExactly(
            new InputFingerprint(
                "a.jsonl", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            new InputFingerprint(
                "b.jsonl.gz",
                0,
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
  }

  @Test
  void readsStandardInputAsOftenAsAskedCompressedOrNot() {
    byte[] lines = "{\"text\": \"One\"}\n".getBytes(UTF_8);

    for (byte[] stored : List.of(lines, Compressed.gzip(lines), Compressed.zstd(lines))) {
      CorpusFiles corpus = CorpusFiles.builder().standardInput(standardInput(stored)).build();

      assertThat(documents(corpus.source()))
          .isEqualTo(documents(corpus.source()))
          .containsExactly(new Document("standard-input.jsonl:1", "One", ""));
      assertThat(corpus.fingerprint())
          .containsExactly(
              new InputFingerprint(
                  "standard-input.jsonl",
                  stored.length,
                  Hashing.sha256().hashBytes(stored).toString()));
    }
  }

  @Test
  void standardInputLeavesNoFile() throws IOException {
    Set<Path> before = temporaryFiles();

    CorpusFiles corpus =
        CorpusFiles.builder().standardInput(standardInput("{}\n".getBytes(UTF_8))).build();

    assertThat(corpus).hasToString("1 file, 3 bytes");
    assertThat(temporaryFiles()).isEqualTo(before);
  }

  private static StandardInput standardInput(byte[] stored) {
    return new StandardInput(Channels.newChannel(new ByteArrayInputStream(stored)));
  }

  private static Set<Path> temporaryFiles() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("standard-input-"))
          .collect(Collectors.toSet());
    }
  }

  @Test
  void takesEachOptionOnce() {
    assertThatIllegalStateException()
        .isThrownBy(() -> CorpusFiles.builder().textField("a").textField("b"))
        .withMessage("textField was already set to a and cannot be set to b");
    assertThatIllegalStateException()
        .isThrownBy(() -> CorpusFiles.builder().maximumRejects(1).maximumRejects(2))
        .withMessage("maximumRejects was already set to 1 and cannot be set to 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b"})
  void refusesAFieldThatIsNoPath(String field) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorpusFiles.builder().idField(field))
        .withMessage(
            "idField must be a name, or names with dots between them, but was '" + field + "'");
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() {
    assertThatIllegalStateException()
        .isThrownBy(() -> CorpusFiles.builder().build())
        .withMessageStartingWith("input must be set");
    assertThatIllegalStateException()
        .isThrownBy(() -> CorpusFiles.builder().input("-").input(folder).build())
        .withMessage("standard input (-) must be the only input");
    assertThatIllegalStateException()
        .isThrownBy(
            () -> CorpusFiles.builder().input(folder).domainField("a").domainFromFileName().build())
        .withMessageStartingWith("domainField and domainFromFileName exclude each other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorpusFiles.builder().maximumRejects(-1))
        .withMessage("maximumRejects must be at least 0, but was -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CorpusFiles.builder().input(""))
        .withMessageStartingWith("input must name a file");
    assertThatNullPointerException()
        .isThrownBy(() -> CorpusFiles.builder().limits(null))
        .withMessage("limits");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void refusesLimitsOutOfRange(int wrong) {
    int[] limits = {1, 1, 1, 10};
    limits[wrong]--;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InputLimits(limits[0], limits[1], limits[2], limits[3]))
        .withMessageContaining("but was " + limits[wrong]);
  }

  @Test
  void saysHowMuchItHolds() throws IOException {
    write("a.jsonl", "12345");

    assertThat(CorpusFiles.builder().input(folder).build()).hasToString("1 file, 5 bytes");
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static List<String> texts(DocumentSource<CorpusRecord> source) {
    return documents(source).stream().map(Document::text).toList();
  }

  private static List<Document> documents(DocumentSource<CorpusRecord> source) {
    try (Stream<CorpusRecord> records = source.open()) {
      return records.map(document -> source.document(document, /* ordinal= */ 0)).toList();
    }
  }
}
