/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder arrives as it was, and is known by its content. */
@SparkTest
class BroadcastFolderTests {
  private final SparkContext spark = TestSpark.local().sparkContext();

  @TempDir private Path scratch;

  private String folder(String name, String content) throws IOException {
    Path folder = Files.createDirectory(scratch.resolve(name));
    Files.writeString(folder.resolve("config.json"), content);
    Files.writeString(folder.resolve("empty"), "");
    return folder.toUri().toString();
  }

  @Test
  void itsFilesAreWrittenAsTheyWere() throws IOException {
    BroadcastFolder sent = BroadcastFolder.of(folder("a", "{}"), spark);
    Path arrived = Files.createDirectory(scratch.resolve("arrived"));

    sent.writeTo(arrived);

    assertThat(arrived.resolve("config.json")).hasContent("{}");
    assertThat(arrived.resolve("empty")).isEmptyFile();
    assertThat(arrived).isDirectoryNotContaining(file -> file.toString().endsWith(".crc"));
  }

  @Test
  void equalFilesAreEqualFolders() throws IOException {
    BroadcastFolder sent = BroadcastFolder.of(folder("a", "{}"), spark);

    assertThat(BroadcastFolder.of(folder("b", "{}"), spark))
        .isEqualTo(sent)
        .hasSameHashCodeAs(sent);
    assertThat(BroadcastFolder.of(folder("c", "{ }"), spark)).isNotEqualTo(sent);
  }

  @Test
  void aBlankNameIsRefused() {
    assertThatThrownBy(() -> BroadcastFolder.of(" ", spark))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reference must name a folder, but was blank");
  }
}
