/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.select.SelectionCriterion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output folders whose writing fails. */
class PrunedFolderFaultTests {
  private static final int DOCUMENTS = 9;
  private static final SelectionCriterion CRITERION = SelectionCriterion.low(0.5);

  @TempDir Path folder;
  private Path input;
  private Path output;

  /** What an undisturbed run writes. */
  private Map<String, String> undisturbed;

  @BeforeEach
  void writeInput() throws IOException {
    folder = folder.toRealPath();
    input = Files.createDirectory(folder.resolve("in"));
    output = folder.resolve("out");
    Files.write(input.resolve("a.jsonl.gz"), Compressed.gzip(lines(1, 3).getBytes(UTF_8)));
    Files.writeString(input.resolve("b.jsonl"), lines(4, 6) + "no JSON\n");
    Files.write(input.resolve("c.jsonl.zst"), Compressed.zstd(lines(7, 9).getBytes(UTF_8)));
    write(folder.resolve("undisturbed"));
    undisturbed = Pruning.tree(folder.resolve("undisturbed"));
  }

  private static String lines(int from, int to) {
    StringBuilder lines = new StringBuilder();
    for (int length = from; length <= to; length++) {
      lines.append("{\"text\":\"").append("x".repeat(length)).append("\"}\n");
    }
    return lines.toString();
  }

  private void write(Path to) {
    write(to, documents -> documents);
  }

  private void write(Path to, UnaryOperator<Stream<CorpusRecord>> reading) {
    try (PrunedFolder pruned = PrunedFolder.in(to).withDropped()) {
      Pruning.of(CRITERION, pruned::reject, input).reading(reading).write(pruned);
    }
  }

  /** Does something before the document of an ordinal is given; after all, for their number. */
  private static UnaryOperator<Stream<CorpusRecord>> before(int ordinal, Runnable action) {
    return documents -> {
      AtomicInteger given = new AtomicInteger();
      return Stream.concat(documents.map(Optional::of), Stream.of(Optional.<CorpusRecord>empty()))
          .peek(
              document -> {
                if (given.getAndIncrement() == ordinal) {
                  action.run();
                }
              })
          .flatMap(Optional::stream);
    };
  }

  private static void fail() {
    throw new IllegalStateException("the source fails");
  }

  @Test
  void aFailureAtAnyDocumentLeavesTheEarlierResult() {
    Pruning.of(SelectionCriterion.high(0.3), input).write(output);
    Map<String, String> earlier = Pruning.tree(output);

    for (int ordinal = 0; ordinal <= DOCUMENTS; ordinal++) {
      UnaryOperator<Stream<CorpusRecord>> failing = before(ordinal, PrunedFolderFaultTests::fail);

      assertThatThrownBy(() -> write(output, failing)).hasMessage("the source fails");

      assertThat(Pruning.tree(output)).isEqualTo(earlier);
      assertThat(output.resolve(".writing")).doesNotExist();
    }
    write(output);
    assertThat(Pruning.tree(output)).isEqualTo(undisturbed);
  }

  @Test
  void aFailureAtAnyDocumentLeavesOnlyRejectsWhereThereWasNothing() {
    for (int ordinal = 0; ordinal <= DOCUMENTS; ordinal++) {
      UnaryOperator<Stream<CorpusRecord>> failing = before(ordinal, PrunedFolderFaultTests::fail);

      assertThatThrownBy(() -> write(output, failing)).hasMessage("the source fails");

      assertThat(Pruning.tree(output)).containsOnlyKeys("rejects.jsonl");
    }
    write(output);
    assertThat(Pruning.tree(output)).isEqualTo(undisturbed);
  }

  @Test
  void anInterruptAtAnyDocumentCancelsAndLeavesTheEarlierResult() {
    Pruning.of(SelectionCriterion.high(0.3), input).write(output);
    Map<String, String> earlier = Pruning.tree(output);

    for (int ordinal = 0; ordinal <= DOCUMENTS; ordinal++) {
      UnaryOperator<Stream<CorpusRecord>> interrupting =
          before(ordinal, () -> Thread.currentThread().interrupt());

      assertThatThrownBy(() -> write(output, interrupting))
          .isInstanceOf(CancellationException.class);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(Pruning.tree(output)).isEqualTo(earlier);
    }
  }

  @Test
  void anyStateThatAKilledProcessLeavesIsWrittenOver() throws IOException {
    Path replaced = Path.of(".writing/replaced");

    for (int step = 0; step < 6; step++) {
      output = folder.resolve("killed at " + step);
      Pruning.of(SelectionCriterion.high(0.3), input).write(output);
      Files.createDirectories(output.resolve(replaced));
      Files.createDirectories(output.resolve(".writing/kept"));
      Files.writeString(output.resolve(".writing/kept/a.jsonl.gz"), "half a fi");
      Files.writeString(output.resolve(".writing/manifest.json"), "{");
      if (step >= 1) {
        move("manifest.json", replaced + "/manifest.json");
      }
      if (step >= 2) {
        move("kept", replaced + "/kept");
      }
      if (step >= 3) {
        move(".writing/kept", "kept");
      }
      if (step >= 4) {
        Files.createDirectories(output.resolve("dropped"));
        Files.writeString(output.resolve("dropped/a.jsonl.gz"), "other bytes");
        Files.writeString(output.resolve("rejects.jsonl"), "{}\n");
      }
      if (step >= 5) {
        move(".writing/manifest.json", "manifest.json");
      }

      write(output);

      assertThat(Pruning.tree(output)).as(output.toString()).isEqualTo(undisturbed);
    }
  }

  private void move(String from, String to) throws IOException {
    Files.move(output.resolve(from), output.resolve(to));
  }

  @Test
  void aFolderIsRefusedToASecondWriterInThisProcess() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    try (PrunedFolder first = PrunedFolder.in(output)) {
      assertThat(first.rejectCount()).isZero();

      assertThatThrownBy(() -> PrunedFolder.in(link.resolve("out")))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "the folder "
                  + link.resolve("out")
                  + " must be written to by one at a time, but is in use by this process; wait for"
                  + " it to end, or choose another folder");
    }
    write(output);

    assertThat(Pruning.tree(output)).isEqualTo(undisturbed);
  }

  @Test
  void aFolderIsRefusedWhileAnotherProcessWritesAndFreeOnceThatIsKilled() throws Exception {
    Process other = PrunedFolderHolder.start(output);
    try (BufferedReader lines = other.inputReader(UTF_8)) {
      assertThat(lines.readLine()).isEqualTo("open");

      assertThatThrownBy(() -> PrunedFolder.in(output))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("is in use by another process (pid " + other.pid() + ")");
      assertThat(output.resolve(".writing")).exists();
    } finally {
      other.destroyForcibly().waitFor();
    }
    write(output);

    assertThat(Pruning.tree(output)).isEqualTo(undisturbed);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whatIsNotWholeIsPrivateAndWhatIsWholeIsLikeAnyOtherFile() throws IOException {
    Path other = Files.createFile(folder.resolve("other"));

    try (PrunedFolder pruned = PrunedFolder.in(output)) {
      assertThat(permissions(output.resolve(".writing"))).isEqualTo("rwx------");
      Pruning.of(CRITERION, pruned::reject, input).write(pruned);
    }

    assertThat(permissions(output.resolve("kept/b.jsonl"))).isEqualTo(permissions(other));
    assertThat(permissions(output.resolve("kept"))).isEqualTo(permissions(input));
    assertThat(permissions(output.resolve("manifest.json"))).isEqualTo(permissions(other));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"d.jsonl", "d.jsonl.gz", "d.jsonl.zst", "d.txt"})
  void aFullDiskLeavesTheEarlierResultAndNoOpenFile(String name) throws IOException {
    Path disk = folder.resolve("disk");
    try (MountedDisk mounted = MountedDisk.at(disk, "size=1m")) {
      output = disk.resolve("out");
      write(output);
      Map<String, String> earlier = Pruning.tree(output);
      byte[] large = ("{\"text\":\"" + noise(3_000_000) + "\"}\n").getBytes(UTF_8);
      Files.write(
          input.resolve(name),
          name.endsWith("gz")
              ? Compressed.gzip(large)
              : name.endsWith("zst") ? Compressed.zstd(large) : large);
      Pruning more = Pruning.of(SelectionCriterion.high(1), input);

      assertThatThrownBy(() -> more.write(output))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the pruned corpus cannot be written to the folder " + output)
          .hasMessageContaining("No space left");

      assertThat(Pruning.tree(output)).isEqualTo(earlier);
      mounted.remount("size=16m");
      more.write(output);
      assertThat(Pruning.content(output.resolve("kept").resolve(name))).hasSize(large.length);
    }
  }

  private static String noise(int length) {
    return new Random(length)
        .ints(length, 'A', 'z')
        .map(character -> character == '\\' ? '-' : character)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamed() throws IOException {
    Path disk = folder.resolve("disk");
    try (MountedDisk mounted = MountedDisk.at(disk, "size=1m")) {
      mounted.remount("ro");

      assertThatThrownBy(() -> PrunedFolder.in(disk.resolve("out")))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the folder " + disk.resolve("out") + " cannot be written to");
    }
  }

  @Test
  void aFailureWhileMovingLeavesNoManifestAndTheFolderToBeWrittenAgain() throws IOException {
    write(output);
    Path kept = output.resolve("kept");
    try (MountedDisk mounted = MountedDisk.at(kept, "size=1m")) {
      assertThat(mounted.path()).isEmptyDirectory();

      assertThatThrownBy(() -> write(output))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the pruned corpus cannot be written to");

      assertThat(output.resolve("manifest.json")).doesNotExist();
      assertThat(output.resolve(".writing")).isEmptyDirectory();
    }
    write(output);

    assertThat(Pruning.tree(output)).isEqualTo(undisturbed);
  }

  @Test
  void anInputThatVanishesWhileItIsCopiedIsNamed() throws IOException {
    Path text = Files.writeString(input.resolve("d.txt"), "text");
    Pruning pruning = Pruning.of(SelectionCriterion.low(1), input);

    assertThatThrownBy(
            () ->
                pruning
                    .reading(
                        documents ->
                            documents.peek(
                                document -> {
                                  if (document.file().path().equals(text)) {
                                    delete(text);
                                  }
                                }))
                    .write(output))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("d.txt");
    assertThat(Pruning.tree(output)).isEmpty();
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
