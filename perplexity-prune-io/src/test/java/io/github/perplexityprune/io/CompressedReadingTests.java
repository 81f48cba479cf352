/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedReadingTests {
  private static final byte[] TWO = lines(0, 2);

  private record Format(String extension, UnaryOperator<byte[]> compress) {
    byte[] compress(byte[] content) {
      return compress.apply(content);
    }

    String file() {
      return "a.jsonl" + extension;
    }

    @Override
    public String toString() {
      return extension;
    }
  }

  static Stream<Format> formats() {
    return Stream.of(new Format(".gz", Compressed::gzip), new Format(".zst", Compressed::zstd));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsManyMembersOrFramesAsOneFile(Format format) {
    byte[] first = Arrays.copyOf(TWO, 10);
    byte[] rest = Arrays.copyOfRange(TWO, 10, TWO.length);
    byte[] stored =
        Bytes.concat(
            format.compress(first),
            format.compress(new byte[0]),
            format.compress(rest),
            format.compress(lines(2, 3)));

    Reading reading = Reading.of(format.file(), stored);

    assertThat(reading.texts()).containsExactly(text(0), text(1), text(2));
    assertThat(reading.rejects()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsALineThatSpansManyBlocks(Format format) {
    String large = "{\"text\":\"" + randomLetters(3_000_000) + "\"}";

    Reading reading = Reading.of(format.file(), format.compress(large.getBytes(UTF_8)));

    assertThat(reading.rawLines()).containsExactly(large);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsACompressedFileThatIsNotCalledSo(Format format) {
    Reading reading = Reading.of("a.jsonl", format.compress(TWO));

    assertThat(reading.texts()).containsExactly(text(0), text(1));
  }

  @Test
  void readsZstdThatIsCalledGzip() {
    Reading reading = Reading.of("a.jsonl.gz", Compressed.zstd(TWO));

    assertThat(reading.texts()).containsExactly(text(0), text(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl.gz", "a.jsonl.zst"})
  void rejectsAFileThatIsOnlyCalledCompressedAsAWhole(String name) {
    Reading reading = Reading.of(name, TWO);

    assertThat(reading.documents()).isEmpty();
    assertThat(reading.rejectedPositions()).containsExactly(1L);
    assertThat(reading.reasons())
        .singleElement()
        .asString()
        .startsWith("the file is damaged after line 0: its name says ")
        .endsWith("but it does not begin like that; the rest of it was not read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl.gz", "a.jsonl.zst"})
  void rejectsACompressedFileWithoutAByte(String name) {
    Reading reading = Reading.of(name, new byte[0]);

    assertThat(reading.reasons())
        .singleElement()
        .asString()
        .contains("it is empty, which a compressed file never is");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void givesTheWholeLinesBeforeTheEndOfATruncatedFileAndOneReject(Format format) {
    byte[] whole = format.compress(lines(0, 2_000));
    byte[] stored = Arrays.copyOf(whole, whole.length / 2);

    Reading reading = Reading.of(format.file(), stored);

    assertThat(reading.documents()).hasSizeBetween(500, 1_500);
    assertThat(reading.texts()).isEqualTo(texts(0, reading.documents().size()));
    assertThat(reading.rejectedPositions()).containsExactly(reading.documents().size() + 1L);
    assertThat(reading.reasons())
        .singleElement()
        .asString()
        .startsWith("the file is damaged after line " + reading.documents().size());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void seesEveryTruncation(Format format) {
    byte[] whole = format.compress(TWO);

    for (int length = 0; length < whole.length; length++) {
      Reading reading = Reading.of(format.file(), Arrays.copyOf(whole, length));

      assertThat(reading.rejects()).as("cut to %s bytes", length).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void givesEverythingBeforeAMemberOrFrameThatIsCorrupt(Format format) {
    byte[] second = format.compress(lines(100, 4_100));
    Arrays.fill(second, second.length / 2, second.length / 2 + 8, (byte) 0xff);
    byte[] stored =
        Bytes.concat(format.compress(lines(0, 100)), second, format.compress(lines(4_100, 4_200)));

    Reading reading = Reading.of(format.file(), stored);

    assertThat(reading.texts()).startsWith(texts(0, 1_100).toArray(String[]::new));
    assertThat(reading.documents()).hasSizeLessThan(4_100);
    assertThat(reading.rejects()).isNotEmpty();
    assertThat(reading.reasons().get(reading.rejects().size() - 1))
        .startsWith("the file is damaged after line ");
  }

  @Test
  void givesEveryWholeLineBeforeAGzipBlockThatIsCorrupt() throws IOException {
    byte[] content = lines(0, 1_000);
    var stored = new ByteArrayOutputStream();
    try (var gzip = new StoredGzip(stored)) {
      gzip.write(content);
    }
    byte[] bytes = stored.toByteArray();
    int header = 10;
    int firstBlock = (bytes[header + 1] & 0xff) | (bytes[header + 2] & 0xff) << 8;
    bytes[header + 5 + firstBlock] = 7; // no such type of block

    Reading reading = Reading.of("a.jsonl.gz", bytes);

    String before = new String(content, 0, firstBlock, UTF_8);
    long wholeLines = before.lines().count() - (before.endsWith("\n") ? 0 : 1);
    assertThat(reading.texts()).isEqualTo(texts(0, (int) wholeLines));
    assertThat(reading.reasons())
        .containsExactly(
            "the file is damaged after line "
                + wholeLines
                + ": its gzip data is corrupt (invalid block type); the rest of it was not read");
  }

  @Test
  void givesAllLinesOfAGzipMemberThatDoesNotMatchItsCrc() {
    byte[] stored = Compressed.gzip(TWO);
    stored[stored.length - 8] ^= 1;

    Reading reading = Reading.of("a.jsonl.gz", Bytes.concat(stored, Compressed.gzip(TWO)));

    assertThat(reading.texts()).containsExactly(text(0), text(1));
    assertThat(reading.rejectedPositions()).containsExactly(3L);
    assertThat(reading.reasons())
        .containsExactly(
            "the file is damaged after line 2: a gzip member does not match its CRC; the rest of"
                + " it was not read");
  }

  @Test
  void seesAGzipMemberThatDoesNotMatchItsLength() {
    byte[] stored = Compressed.gzip(TWO);
    stored[stored.length - 4] ^= 1;

    Reading reading = Reading.of("a.jsonl.gz", stored);

    assertThat(reading.reasons())
        .singleElement()
        .asString()
        .contains("a gzip member does not match its length");
  }

  @Test
  void readsGzipWithEveryPartOfAHeader() {
    byte[] plain = Compressed.gzip(TWO);
    byte[] header = {
      0x1f,
      (byte) 0x8b,
      8,
      2 + 4 + 8 + 16,
      0,
      0,
      0,
      0,
      0,
      3, // magic, deflate, flags, ...
      3,
      0,
      'e',
      'x',
      't',
      'n',
      'a',
      'm',
      'e',
      0,
      'n',
      'o',
      't',
      'e',
      0
    };
    var crc = new CRC32();
    crc.update(header);
    byte[] headerCrc = {(byte) crc.getValue(), (byte) (crc.getValue() >> 8)};
    byte[] body = Arrays.copyOfRange(plain, 10, plain.length);

    Reading good = Reading.of("a.jsonl.gz", Bytes.concat(header, headerCrc, body));
    header[15]++;
    Reading damaged = Reading.of("a.jsonl.gz", Bytes.concat(header, headerCrc, body));

    assertThat(good.texts()).containsExactly(text(0), text(1));
    assertThat(damaged.reasons())
        .singleElement()
        .asString()
        .contains("a gzip header does not match its CRC");
  }

  @Test
  void passesOverZeroBytesAfterGzip() {
    Reading reading =
        Reading.of("a.jsonl.gz", Bytes.concat(Compressed.gzip(TWO), new byte[100_000]));

    assertThat(reading.texts()).containsExactly(text(0), text(1));
    assertThat(reading.rejects()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void rejectsWhatFollowsTheLastMemberOrFrame(Format format) {
    byte[] stored = Bytes.concat(format.compress(TWO), "{\"text\": \"lost?\"}\n".getBytes(UTF_8));

    Reading reading = Reading.of(format.file(), stored);

    assertThat(reading.texts()).containsExactly(text(0), text(1));
    assertThat(reading.rejectedPositions()).containsExactly(3L);
  }

  @Test
  void readsAllGzipMembersOfAStreamThatCannotSayWhatIsAvailable() {
    InputStream stored =
        new ByteArrayInputStream(Bytes.concat(Compressed.gzip(TWO), Compressed.gzip(TWO))) {
          @Override
          public synchronized int available() {
            return 0;
          }
        };

    Reading reading = Reading.of("a.jsonl.gz", stored, Reading.FIELDS, InputLimits.defaults());

    assertThat(reading.documents()).hasSize(4);
  }

  @Test
  void skipsSkippableFrames() {
    byte[] skippable = Compressed.skippableFrame("{\"text\": \"hidden\"}\n".getBytes(UTF_8));
    byte[] stored =
        Bytes.concat(skippable, Compressed.zstd(TWO), skippable, Compressed.zstd(lines(2, 3)));

    Reading reading = Reading.of("a.jsonl.zst", stored);

    assertThat(reading.texts()).containsExactly(text(0), text(1), text(2));
  }

  @Test
  void refusesAZstdWindowBeyondTheLimit() {
    byte[] content = lines(0, 50_000);
    var limits = new InputLimits(1_000, 1_000, 10, /* maximumWindowLog= */ 20);

    Reading allowed = Reading.of("a.jsonl.zst", Compressed.zstd(content, 20), limits);
    Reading refused = Reading.of("a.jsonl.zst", Compressed.zstd(content, 21), limits);

    assertThat(allowed.documents()).hasSize(50_000);
    assertThat(refused.documents()).isEmpty();
    assertThat(refused.reasons())
        .containsExactly(
            "the file is damaged after line 0: a zstd frame asks for a window of more than 2^20"
                + " bytes (InputLimits.maximumWindowLog); the rest of it was not read");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void stopsABombOfTenGigabytesEarly(Format format) {
    byte[] tenMegabytes = format.compress(new byte[10 << 20]);
    var bomb = Collections.nCopies(1_000, tenMegabytes);
    var stored =
        new SequenceInputStream(
            Collections.enumeration(
                Stream.concat(Stream.of(format.compress(TWO)), bomb.stream())
                    .map(ByteArrayInputStream::new)
                    .toList()));
    var limits = new InputLimits(1 << 20, /* maximumExpansion= */ 500, 100, 27);

    Reading reading = Reading.of(format.file(), stored, Reading.FIELDS, limits);

    assertThat(reading.texts()).containsExactly(text(0), text(1));
    assertThat(reading.rejectedPositions()).containsExactly(3L);
    assertThat(reading.reasons())
        .singleElement()
        .asString()
        .contains("bytes expand more than 500-fold (InputLimits.maximumExpansion)");
  }

  @Test
  void letsALittleContentExpandAsMuchAsItMay() {
    String line = "{\"text\":\"" + "x".repeat(900_000) + "\"}";
    var limits = new InputLimits(1 << 20, /* maximumExpansion= */ 2, 100, 27);

    Reading reading = Reading.of("a.jsonl.zst", Compressed.zstd(line.getBytes(UTF_8)), limits);

    assertThat(reading.rawLines()).containsExactly(line);
  }

  /** Writes gzip in blocks that are not compressed. */
  private static final class StoredGzip extends GZIPOutputStream {
    StoredGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.NO_COMPRESSION);
    }
  }

  private static byte[] lines(int from, int to) {
    return texts(from, to).stream()
        .map(text -> "{\"text\":\"" + text + "\"}\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(CompressedReadingTests::text).toList();
  }

  /** A text that hardly compresses, so that damage in the middle hits the middle. */
  private static String text(int number) {
    var random = new Random(number);
    return number
        + IntStream.range(0, 20)
            .mapToObj(i -> Integer.toString(random.nextInt(1 << 30), 36))
            .collect(Collectors.joining(" ", ": ", ""));
  }

  private static String randomLetters(int count) {
    var random = new Random(1);
    var letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append((char) ('a' + random.nextInt(26)));
    }
    return letters.toString();
  }
}
