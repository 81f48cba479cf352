/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.common.base.Splitter;
import com.google.common.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reads files that were changed at random places. {@code -Dfuzz.inputs=100000} sets how many of
 * each format.
 */
@Timeout(3_600)
class MutatedFilesTests {
  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 3_000);
  private static final InputLimits LIMITS =
      new InputLimits(
          /* maximumRecordBytes= */ 2_000,
          /* maximumExpansion= */ 100,
          /* maximumDepth= */ 8,
          /* maximumWindowLog= */ 20);

  private enum Format {
    PLAIN("a.jsonl", UnaryOperator.identity()),
    GZIP("a.jsonl.gz", Compressed::gzip),
    ZSTD("a.jsonl.zst", Compressed::zstd);

    private final String fileName;
    private final UnaryOperator<byte[]> compress;

    Format(String fileName, UnaryOperator<byte[]> compress) {
      this.fileName = fileName;
      this.compress = compress;
    }
  }

  /** A file of two parts (members, frames) and the lines of each. */
  private record Original(byte[] stored, List<String> first, List<String> second) {
    static Original of(Format format, Random random) {
      List<String> first = lines(random);
      List<String> second = lines(random);
      return new Original(
          Bytes.concat(stored(format, first), stored(format, second)), first, second);
    }

    private static byte[] stored(Format format, List<String> lines) {
      return format.compress.apply((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    /** What a file of the same parts may hold: each left out or repeated. */
    boolean isMadeOfParts(List<String> lines) {
      if (lines.isEmpty()) {
        return true;
      }
      return List.of(first, second).stream()
          .anyMatch(
              part ->
                  lines.size() >= part.size()
                      && lines.subList(0, part.size()).equals(part)
                      && isMadeOfParts(lines.subList(part.size(), lines.size())));
    }
  }

  @ParameterizedTest
  @EnumSource
  void accountsForEveryLineWhateverIsChanged(Format format) {
    var random = new Random(42);
    int unharmed = 0;
    for (int input = 0; input < INPUTS; input++) {
      Original original = Original.of(format, random);
      byte[] stored = original.stored();
      for (int changes = random.nextInt(4); changes >= 0; changes--) {
        stored = changed(stored, random);
      }
      try {
        unharmed += check(format, original, stored);
      } catch (AssertionError | RuntimeException e) {
        fail("input " + input + " of " + format, e);
      }
    }

    assertThat(unharmed).as("files read to their end").isPositive();
  }

  /** Checks one file, and gives 1 when it could be read to its end. */
  private static int check(Format format, Original original, byte[] stored) {
    Reading reading = Reading.of(format.fileName, stored, LIMITS);
    boolean damaged = reading.reasons().stream().anyMatch(reason -> reason.contains("is damaged"));

    List<Long> accounted = accounted(reading);
    if (damaged) {
      assertThat(reading.reasons().get(reading.reasons().size() - 1)).contains("is damaged after");
      assertThat(accounted.get(accounted.size() - 1))
          .isEqualTo(reading.rejectedPositions().get(reading.rejects().size() - 1));
      assertThat(reading.reasons()).filteredOn(reason -> reason.contains("damaged")).hasSize(1);
    }
    if (format == Format.PLAIN) {
      List<Long> expected = damaged ? List.of(1L) : linesWithContent(stored);
      assertThat(accounted).isEqualTo(expected);
    } else if (!damaged) {
      // the checksums held, so that the content is that of whole parts
      assertThat(reading.rejects()).isEmpty();
      assertThat(original.isMadeOfParts(reading.rawLines())).isTrue();
    }
    return damaged ? 0 : 1;
  }

  /** The lines of documents and rejects in order; fails when one has both or comes out of order. */
  private static List<Long> accounted(Reading reading) {
    assertThat(reading.positions()).isSorted();
    assertThat(reading.rejectedPositions()).isSorted();
    List<Long> all = new ArrayList<>(reading.positions());
    all.addAll(reading.rejectedPositions());
    all.sort(null);
    assertThat(all).doesNotHaveDuplicates();
    return all;
  }

  private static List<Long> linesWithContent(byte[] stored) {
    List<String> lines = Splitter.on('\n').splitToList(new String(stored, ISO_8859_1));
    return IntStream.range(0, lines.size())
        .filter(i -> !lines.get(i).replaceFirst("^\u00ef\u00bb\u00bf", "").matches("[ \t\r]*"))
        .mapToObj(i -> i + 1L)
        .toList();
  }

  private static List<String> lines(Random random) {
    return IntStream.range(0, 1 + random.nextInt(8))
        .mapToObj(
            i -> "{\"id\":" + i + ",\"text\":\"" + words(random) + "\",\"x\":[{},1.5e3,null]}")
        .toList();
  }

  private static String words(Random random) {
    var words = new StringBuilder();
    for (int count = random.nextInt(30); count >= 0; count--) {
      words.append(
          switch (random.nextInt(5)) {
            case 0 -> "\\n\\u00e9";
            case 1 -> "\u00e9\u4e00\ud83d\ude00";
            default -> Integer.toString(random.nextInt(), 36) + " ";
          });
    }
    return words.toString();
  }

  private static byte[] changed(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
    byte[] head = Arrays.copyOf(bytes, at);
    byte[] middle = Arrays.copyOfRange(bytes, at, to);
    byte[] tail = Arrays.copyOfRange(bytes, to, bytes.length);
    switch (random.nextInt(8)) {
      case 0 -> middle[0] ^= (byte) (1 << random.nextInt(8));
      case 1 -> random.nextBytes(middle);
      case 2 -> middle = new byte[0];
      case 3 -> middle = Bytes.concat(middle, middle);
      case 4 -> Arrays.fill(middle, (byte) 0);
      case 5 -> middle[0] = (byte) "\n\r\"\\{}[]:, \uFEFF".charAt(random.nextInt(11));
      case 6 -> {
        return head;
      }
      default -> {
        middle = Arrays.copyOfRange(bytes, random.nextInt(bytes.length), bytes.length);
        tail = new byte[0];
      }
    }
    return Bytes.concat(head, middle, tail);
  }
}
