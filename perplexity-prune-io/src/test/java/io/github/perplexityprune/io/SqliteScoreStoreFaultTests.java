/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no stores, and disks that fail. */
class SqliteScoreStoreFaultTests {
  private static final String LONG_ID = "x".repeat(2_000);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() throws IOException {
    file = folder.toRealPath().resolve("scores.db");
  }

  private void fill(int documents) {
    try (ScoreStore store = SqliteScoreStore.open(file)) {
      for (int i = 0; i < documents; i++) {
        store.register("document " + i, "", DocumentState.PENDING, 0, 1);
      }
      store.checkpoint();
    }
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> SqliteScoreStore.open(file).close())
        .isInstanceOf(ScoreStoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
    assertThatThrownBy(() -> SqliteScoreStore.openReadOnly(file).close())
        .isInstanceOf(ScoreStoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void refusesAFileThatIsNotSqlite() throws IOException {
    Files.writeString(file, "{\"text\": \"a line of a corpus\"}\n".repeat(100));

    assertRefused("must be a score store, but is not an SQLite file; name another file");
    assertThat(file).content().startsWith("{\"text\"");
  }

  @Test
  void refusesAnotherApplicationsDatabase() {
    try (SqliteDatabase other = SqliteDatabase.open(file)) {
      other.execute("CREATE TABLE mine (a)");
    }

    assertRefused("is an SQLite database of another application");
  }

  @Test
  void refusesAStoreOfANewerVersion() {
    fill(1);
    try (SqliteDatabase newer = SqliteDatabase.open(file)) {
      newer.execute("PRAGMA user_version = 2");
    }

    assertRefused("must be of version 1, but is of version 2; use the release");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    fill(10_000);
    truncate(Files.size(file) / 2);

    assertRefused("is damaged; restore a copy of it");
  }

  @Test
  void takesAnEmptyFileForANewStore() throws IOException {
    Files.createFile(file);

    fill(3);

    try (ScoreStore store = SqliteScoreStore.openReadOnly(file)) {
      assertThat(store.documentCount()).isEqualTo(3);
    }
  }

  @Test
  void findsDamageWhenAskedTo() throws IOException {
    fill(10_000);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[4096]), 20 * 4096);
    }

    try (SqliteScoreStore store = SqliteScoreStore.openReadOnly(file)) {
      assertThatThrownBy(store::verify)
          .isInstanceOf(ScoreStoreException.class)
          .hasMessageContaining("the score store " + file + " is damaged");
    }
  }

  @Test
  void refusesToReadAStoreThatIsNotThere() {
    assertThatThrownBy(() -> SqliteScoreStore.openReadOnly(file))
        .isInstanceOf(ScoreStoreException.class)
        .hasMessage(
            "the score store " + file + " must be a file, but there is none; score into it first");
    assertThat(file).doesNotExist();
  }

  @Test
  void refusesAMissingFolder() {
    file = folder.resolve("missing/scores.db");

    assertThatThrownBy(() -> SqliteScoreStore.open(file))
        .isInstanceOf(ScoreStoreException.class)
        .hasMessageContaining(
            "the score store " + file + " must be in a folder that can be written");
  }

  @Test
  void refusesASecondOpeningInTheSameProcess() {
    try (ScoreStore first = SqliteScoreStore.open(file)) {
      assertThatThrownBy(() -> SqliteScoreStore.open(file))
          .isInstanceOf(ScoreStoreException.class)
          .hasMessageContaining("in use by this process");

      first.register("a", "", DocumentState.PENDING, 0, 1);
      first.checkpoint();
    }
    try (ScoreStore second = SqliteScoreStore.open(file)) {
      assertThat(second.documentCount()).isEqualTo(1);
    }
  }

  @Test
  void refusesASecondOpeningByAnotherName() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.db"), file);

    try (ScoreStore first = SqliteScoreStore.open(file)) {
      assertThat(first.documentCount()).isZero();
      assertThatThrownBy(() -> SqliteScoreStore.open(link))
          .isInstanceOf(ScoreStoreException.class)
          .hasMessageContaining("in use by this process");
    }
  }

  @Test
  void canBeOpenedAfterARefusal() throws IOException {
    Files.writeString(file, "no database".repeat(1000));
    assertThatThrownBy(() -> SqliteScoreStore.open(file)).isInstanceOf(ScoreStoreException.class);
    Files.delete(file);

    fill(1);

    assertThat(file).exists();
  }

  /** On a file system that is mounted so, since permissions do not hold back root. */
  @Test
  void isReadFromAFolderThatCannotBeWrittenTo() throws Exception {
    mount("size=4m");
    try {
      fill(3);
      remount("ro");

      try (SqliteScoreStore store = SqliteScoreStore.openReadOnly(file)) {
        assertThat(store.row(2).id()).isEqualTo("document 2");
      }
      assertThatThrownBy(() -> SqliteScoreStore.open(file))
          .isInstanceOf(ScoreStoreException.class)
          .hasMessageContaining("the score store " + file + " must be in a folder that can be");
    } finally {
      unmount();
    }
  }

  @Test
  void keepsItsLastCheckpointWhenThereIsNoRoom() {
    try (SqliteScoreStore store = SqliteScoreStore.open(file, /* commitNanos= */ 0)) {
      store.register("a", "", DocumentState.PENDING, 0, 1);
      store.checkpoint();
      store.database().execute("PRAGMA max_page_count = 100");

      assertThatThrownBy(() -> registerWithoutEnd(store))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the score store " + file)
          .hasMessageContaining("make room, then open it again");
      assertThatThrownBy(() -> store.register("late", "", DocumentState.PENDING, 0, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("takes nothing more after a failure");
      store.checkpoint();
    }
    try (SqliteScoreStore store = SqliteScoreStore.open(file)) {
      store.verify();
      assertThat(store.documentCount()).isGreaterThan(10);
      assertThat(store.documentCount() % 10).isEqualTo(1);
    }
  }

  /** On a real file system, where it may be mounted. */
  @Test
  void keepsACheckpointOnAFullDisk() throws Exception {
    mount("size=1m");
    try {
      assertThatThrownBy(
              () -> {
                try (SqliteScoreStore store = SqliteScoreStore.open(file, /* commitNanos= */ 0)) {
                  registerWithoutEnd(store);
                }
              })
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("the score store " + file);
      remount("size=4m");

      try (SqliteScoreStore store = SqliteScoreStore.open(file)) {
        store.verify();
        assertThat(store.documentCount()).isPositive();
        assertThat(store.documentCount() % 10).isZero();
      }
    } finally {
      unmount();
    }
  }

  /** Mounts a file system in memory, in whose root the store is to be. */
  private void mount(String options) throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()))
        .as("exit status of mount, which needs root")
        .isZero();
    file = disk.resolve("scores.db");
  }

  private void remount(String options) throws Exception {
    String disk = file.getParent().toString();
    assertThat(run("mount", "-o", "remount," + options, disk)).isZero();
  }

  private void unmount() throws Exception {
    run("umount", file.getParent().toString());
  }

  private static void registerWithoutEnd(ScoreStore store) {
    while (true) {
      for (int i = 0; i < 10; i++) {
        store.register(LONG_ID, "", DocumentState.PENDING, 0, 1);
      }
      store.checkpoint();
    }
  }

  private static int run(String... command) throws Exception {
    if (!Files.isExecutable(Path.of("/bin", command[0]))) {
      return -1;
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  private void truncate(long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }
}
