/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TextFileReaderTests {
  private static final InputLimits SMALL = new InputLimits(10, 1_000, 10, 20);

  @Test
  void makesTheFileADocumentUnderItsName() {
    Reading reading = Reading.of("b.txt", "Two\r\nlines\n".getBytes(UTF_8));

    assertThat(reading.texts()).containsExactly("Two\r\nlines\n");
    assertThat(reading.ids()).containsExactly("b.txt");
    assertThat(reading.positions()).containsExactly(1L);
    assertThat(reading.documents().get(0).raw()).isEqualTo(new TextFile(Path.of("b.txt")));
  }

  @Test
  void readsCompressedText() {
    byte[] text = "Some text".getBytes(UTF_8);

    assertThat(Reading.of("b.txt.gz", Compressed.gzip(text)).texts()).containsExactly("Some text");
    assertThat(Reading.of("b.md.zst", Compressed.zstd(text)).texts()).containsExactly("Some text");
  }

  @Test
  void readsAnEmptyFileAsAnEmptyText() {
    assertThat(Reading.of("b.txt", new byte[0]).texts()).containsExactly("");
  }

  @Test
  void leavesAByteOrderMarkOut() {
    assertThat(Reading.of("b.txt", "\uFEFFa".getBytes(UTF_8)).texts()).containsExactly("a");
  }

  @Test
  void rejectsInvalidUtf8() {
    Reading reading = Reading.of("b.txt", "caf\u00e9".getBytes(ISO_8859_1));

    assertThat(reading.documents()).isEmpty();
    assertThat(reading.rejects())
        .containsExactly(new RejectedRecord("b.txt", 1, "not valid UTF-8"));
  }

  @Test
  void rejectsAFileOfOneByteMoreThanTheLimit() {
    Reading longest = Reading.of("b.txt", "0123456789".getBytes(UTF_8), SMALL);
    Reading tooLong = Reading.of("b.txt", "0123456789+".getBytes(UTF_8), SMALL);

    assertThat(longest.texts()).containsExactly("0123456789");
    assertThat(tooLong.reasons())
        .containsExactly("longer than 10 bytes (InputLimits.maximumRecordBytes)");
  }

  @Test
  void rejectsADamagedFile() {
    byte[] whole = Compressed.gzip("Some text".getBytes(UTF_8));

    Reading reading = Reading.of("b.txt.gz", Arrays.copyOf(whole, whole.length - 1));

    assertThat(reading.documents()).isEmpty();
    assertThat(reading.reasons())
        .containsExactly("the file is damaged: it ends in the middle of its gzip data");
  }
}
