/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files of many kinds: none may throw, hang or lose rows in silence. {@code
 * -Dparquet.mutations=100000} is the long run.
 */
final class ParquetFuzzTests {
  private static final int MUTATIONS = Integer.getInteger("parquet.mutations", 3_000);
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final InputLimits LIMITS = new InputLimits(1 << 20, 1_000, 100, 27);
  private static final RecordFields FIELDS =
      new RecordFields(List.of("text"), List.of("id"), List.of("domain"));

  private static final String QUERY =
      """
      SELECT 'text ' || i || repeat('ü', i %% 9) AS text, i AS id, 'd' || (i %% 3) AS domain,
        CASE WHEN i %% 2 = 0 THEN [i, NULL] END AS list, i %% 2 = 0 AS flag, i / 3 AS number
      FROM range(%d) t(i)
      """;

  @TempDir Path folder;

  @Test
  void noMutationThrowsOrLosesRowsInSilence() throws SQLException, IOException {
    List<byte[]> seeds = seeds();
    List<String> texts = read(seeds.get(0)).texts();
    int rejected = 0;

    for (int i = 0; i < MUTATIONS; i++) {
      int seed = i % seeds.size();
      byte[] mutated = mutated(seeds.get(seed), new Random(i));
      int mutation = i;
      ParquetFiles.Content content =
          Assertions.assertTimeoutPreemptively(
              LIMIT, () -> read(mutated), () -> "mutation " + mutation + " hangs");

      rejected += content.rejects().isEmpty() ? 0 : 1;
      assertThat(content.rejects().isEmpty() && content.records().size() != texts.size())
          .as("mutation %d loses rows in silence", i)
          .isFalse();
      if (seed % 2 == 1) {
        assertThat(texts).as("mutation %d passes the checksums", i).containsAll(content.texts());
      }
    }

    assertThat(rejected).isBetween(MUTATIONS / 4, MUTATIONS);
  }

  /** Files of DuckDB at even places, of ours, which have checksums, at odd ones. */
  private List<byte[]> seeds() throws SQLException, IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (ParquetDuckDb duckDb = new ParquetDuckDb()) {
      for (String options :
          List.of(
              ", CODEC 'uncompressed'",
              ", CODEC 'snappy', PARQUET_VERSION V2",
              ", CODEC 'zstd', PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 0",
              ", CODEC 'gzip'")) {
        Path path = folder.resolve("seed.parquet");
        CorpusFile file = duckDb.write(path, QUERY.formatted(40), options);
        seeds.add(Files.readAllBytes(path));
        seeds.add(writtenByUs(file));
      }
    }
    return seeds;
  }

  private byte[] writtenByUs(CorpusFile file) throws IOException {
    Path path = folder.resolve("ours.parquet");
    try (RecordWriter writer = ParquetRecordWriter.unchanged(path, file, LIMITS)) {
      for (CorpusRecord record : ParquetFiles.read(file, FIELDS, LIMITS).records()) {
        writer.write(record);
      }
    }
    return Files.readAllBytes(path);
  }

  private ParquetFiles.Content read(byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve("mutated.parquet"), bytes);
    return ParquetFiles.read(ParquetFiles.file(path), FIELDS, LIMITS);
  }

  private static byte[] mutated(byte[] seed, Random random) {
    byte[] bytes = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) 0xff;
        case 3 -> fill(bytes, at, random);
        case 4 -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(64), bytes.length - Math.max(at, from));
          System.arraycopy(seed, from, bytes, at, length);
        }
        default ->
            ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(Math.min(at, bytes.length - 4), random.nextInt());
      }
    }
    return bytes;
  }

  private static void fill(byte[] bytes, int from, Random random) {
    int end = Math.min(bytes.length, from + 1 + random.nextInt(8));
    for (int i = from; i < end; i++) {
      bytes[i] = (byte) (random.nextBoolean() ? 0xff : 0x80);
    }
  }
}
