/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.score.PerplexityScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What DuckDB writes is read, and what is written DuckDB reads, with the same rows and types. */
final class ParquetDuckDbTests {
  /** Every type that DuckDB writes, with nulls, nested, in dictionaries and not. */
  private static final String EVERY_TYPE =
      """
      SELECT
        i AS row,
        repeat('text ' || i || ' ü \\n', 1 + (i % 90)::INT) AS text,
        'domain ' || (i % 3) AS domain,
        CASE WHEN i % 5 > 0 THEN i % 2 = 0 END AS flag,
        (i % 100)::TINYINT AS tiny, (i % 1000)::SMALLINT AS small, i::INT AS int, (i * 7)::BIGINT AS big,
        (i % 200)::UTINYINT AS utiny, (i * 3)::USMALLINT AS usmall, (i + 4000000000)::UINTEGER AS uint,
        (i::UHUGEINT + 18000000000000000000)::UBIGINT AS ubig, i::HUGEINT * 100000 AS huge,
        i::FLOAT / 3 AS single, i::DOUBLE / 7 AS double,
        (i % 900 / 10)::DECIMAL(4, 1) AS d4, (i / 7)::DECIMAL(9, 3) AS d9, (i / 7)::DECIMAL(18, 6) AS d18,
        (i / 7)::DECIMAL(38, 10) AS d38,
        DATE '2020-01-01' + i::INT AS date, TIME '01:02:03' + INTERVAL (i) SECOND AS time,
        TIMESTAMP '2020-01-01 10:00:00' + INTERVAL (i) MINUTE AS stamp,
        (TIMESTAMP '2020-01-01 10:00:00' + INTERVAL (i) MINUTE)::TIMESTAMPTZ AS stamptz,
        (TIMESTAMP '2020-01-01 10:00:00' + INTERVAL (i) MINUTE)::TIMESTAMP_NS AS stampns,
        (TIMESTAMP '2020-01-01 10:00:00' + INTERVAL (i) MINUTE)::TIMESTAMP_MS AS stampms,
        INTERVAL (i) DAY AS span,
        ('00000000-0000-0000-0000-' || lpad(i::VARCHAR, 12, '0'))::UUID AS uuid,
        ('b' || i)::BLOB AS blob, ('{"a": ' || i || '}')::JSON AS json,
        CASE WHEN i % 4 > 0 THEN 'maybe ' || i END AS maybe,
        NULL::VARCHAR AS never,
        CASE WHEN i % 3 > 0 THEN range(i % 4) END AS list,
        [[i::VARCHAR, NULL], [], NULL] AS lists,
        {'a': i, 'b': {'c': 'c' || i, 'd': CASE WHEN i % 2 = 0 THEN [i, NULL] END}} AS struct,
        [{'k': i, 'v': 'v'}, NULL] AS structs,
        MAP {'one': i, 'two': NULL} AS map
      FROM range(""";

  @TempDir Path folder;
  private ParquetDuckDb duckDb;

  @BeforeEach
  void open() throws SQLException {
    duckDb = new ParquetDuckDb();
  }

  @AfterEach
  void close() throws SQLException {
    duckDb.close();
  }

  @ParameterizedTest
  @CsvSource({
    "uncompressed, V1, 2048",
    "snappy, V1, 2048",
    "gzip, V1, 100000",
    "zstd, V1, 2048",
    "snappy, V2, 100000",
    "zstd, V2, 2048",
  })
  void aSubsetOfRowsIsWrittenWithAllColumnsAndTypes(String codec, String version, int groupSize)
      throws SQLException, IOException {
    CorpusFile input =
        duckDb.write(
            folder.resolve("in.parquet"),
            EVERY_TYPE + "2500) t(i)",
            ", CODEC '%s', PARQUET_VERSION %s, ROW_GROUP_SIZE %d"
                .formatted(codec, version, groupSize));
    Path output = folder.resolve("out.parquet");

    ParquetFiles.Content content = ParquetFiles.read(input);
    try (RecordWriter writer =
        ParquetRecordWriter.unchanged(output, input, InputLimits.defaults())) {
      for (CorpusRecord record : content.records()) {
        if (record.position() % 3 == 1) {
          writer.write(record);
        }
      }
    }

    assertThat(content.rejects()).isEmpty();
    assertThat(content.texts())
        .isEqualTo(duckDb.rows("SELECT text FROM '" + input.path() + "' ORDER BY row"));
    assertThat(duckDb.rows("DESCRIBE SELECT * FROM '" + output + "'"))
        .isEqualTo(duckDb.rows("DESCRIBE SELECT * FROM '" + input.path() + "'"));
    assertSameRows(output, "SELECT * FROM '" + input.path() + "' WHERE row % 3 = 0", "*");
    assertThat(codecs(output)).isEqualTo(codecs(input.path()));
  }

  @Test
  void scoresAreColumnsAfterThoseOfTheInput() throws SQLException, IOException {
    CorpusFile input =
        duckDb.write(folder.resolve("in.parquet"), EVERY_TYPE + "100) t(i)", ", CODEC 'zstd'");
    Path output = folder.resolve("out.parquet");

    try (RecordWriter writer =
        ParquetRecordWriter.withScores(output, input, InputLimits.defaults())) {
      for (CorpusRecord record : ParquetFiles.read(input).records()) {
        writer.write(
            record,
            record.position() == 1
                ? new ScoreFields(Optional.empty(), "used for training")
                : new ScoreFields(Optional.of(new PerplexityScore(2.5, 2, 9)), "in the band"));
      }
    }

    assertThat(duckDb.rows("DESCRIBE SELECT COLUMNS('^pp_') FROM '" + output + "'"))
        .extracting(column -> column.substring(0, column.indexOf("|YES")))
        .containsExactly(
            "pp_negative_log_likelihood|DOUBLE",
            "pp_token_count|BIGINT",
            "pp_byte_count|BIGINT",
            "pp_perplexity|DOUBLE",
            "pp_verdict|VARCHAR");
    assertThat(duckDb.rows("SELECT COLUMNS('^pp_') FROM '" + output + "' WHERE row < 2"))
        .containsExactly(
            "null|null|null|null|used for training", "2.5|2|9|" + Math.exp(1.25) + "|in the band");
    assertSameRows(
        output,
        "SELECT * FROM '" + input.path() + "'",
        "COLUMNS(lambda c: NOT starts_with(c, 'pp_'))");
  }

  @Test
  void keyValueMetadataIsKept() throws SQLException, IOException {
    CorpusFile input =
        duckDb.write(
            folder.resolve("in.parquet"),
            "SELECT 'a' AS text",
            ", KV_METADATA {pandas: '{\"p\": 1}', huggingface: '{\"h\": 2}', mine: 'x'}");
    Path unchanged = folder.resolve("unchanged.parquet");
    Path scored = folder.resolve("scored.parquet");

    ParquetRecordWriter.unchanged(unchanged, input, InputLimits.defaults()).close();
    ParquetRecordWriter.withScores(scored, input, InputLimits.defaults()).close();

    assertThat(keyValues(unchanged)).isEqualTo(keyValues(input.path()));
    assertThat(keyValues(unchanged)).contains("huggingface|{\"h\": 2}", "mine|x");
    assertThat(keyValues(scored)).contains("pandas|{\"p\": 1}", "mine|x").hasSize(2);
  }

  @Test
  void textIdAndDomainAreFoundByPath() throws SQLException, IOException {
    CorpusFile input =
        duckDb.write(
            folder.resolve("in.parquet"),
            """
            SELECT {'body': {'text': 'the text ' || i}} AS content, i + 3000000000 AS number,
              (i + 4000000000)::UINTEGER AS label FROM range(2) t(i)
            """,
            "");

    List<CorpusRecord> records =
        ParquetFiles.read(
                input,
                new RecordFields(
                    List.of("content", "body", "text"), List.of("number"), List.of("label")),
                InputLimits.defaults())
            .records();

    assertThat(records).extracting(CorpusRecord::text).containsExactly("the text 0", "the text 1");
    assertThat(records).extracting(CorpusRecord::id).containsExactly("3000000000", "3000000001");
    assertThat(records)
        .extracting(CorpusRecord::domain)
        .containsExactly("4000000000", "4000000001");
  }

  @Test
  void anEmptyFileKeepsItsColumns() throws SQLException, IOException {
    CorpusFile input = duckDb.write(folder.resolve("in.parquet"), EVERY_TYPE + "0) t(i)", "");
    Path output = folder.resolve("out.parquet");

    ParquetFiles.Content content = ParquetFiles.read(input);
    ParquetRecordWriter.unchanged(output, input, InputLimits.defaults()).close();

    assertThat(content.records()).isEmpty();
    assertThat(content.rejects()).isEmpty();
    assertThat(duckDb.rows("DESCRIBE SELECT * FROM '" + output + "'"))
        .isEqualTo(duckDb.rows("DESCRIBE SELECT * FROM '" + input.path() + "'"));
  }

  @Test
  void aRowWithoutTextIsRejectedByItsNumber() throws SQLException, IOException {
    CorpusFile input =
        duckDb.write(
            folder.resolve("in.parquet"),
            "SELECT CASE WHEN i <> 5000 THEN 'text' END AS text FROM range(9000) t(i)",
            ", ROW_GROUP_SIZE 2048");

    ParquetFiles.Content content = ParquetFiles.read(input);

    assertThat(content.records()).hasSize(8_999);
    assertThat(content.rejects())
        .containsExactly(new RejectedRecord("in.parquet", 5_001, "column 'text' is null"));
  }

  @Test
  void anotherCodecIsRefusedByName() throws SQLException, IOException {
    CorpusFile input =
        duckDb.write(folder.resolve("in.parquet"), "SELECT 'a' AS text", ", CODEC 'lz4_raw'");

    ParquetFiles.Content content = ParquetFiles.read(input);

    assertThat(content.records()).isEmpty();
    assertThat(content.reasons()).singleElement().asString().contains("LZ4_RAW", "ZSTD");
  }

  @Test
  void anEncryptedFileIsRefused() throws SQLException, IOException {
    duckDb.run("SET force_mbedtls_unsafe = 'true'");
    duckDb.run("PRAGMA add_parquet_key('key', '0123456789112345')");
    CorpusFile input =
        duckDb.write(
            folder.resolve("in.parquet"),
            "SELECT 'a' AS text",
            ", ENCRYPTION_CONFIG {footer_key: 'key'}");

    ParquetFiles.Content content = ParquetFiles.read(input);

    assertThat(content.records()).isEmpty();
    assertThat(content.reasons()).singleElement().asString().contains("encrypted");
  }

  @Test
  void manyRowsBecomeSeveralRowGroups() throws SQLException, IOException {
    CorpusFile input =
        duckDb.write(
            folder.resolve("in.parquet"),
            "SELECT i AS row, repeat(md5(i::VARCHAR), 300) AS text FROM range(4500) t(i)",
            ", CODEC 'uncompressed'");
    Path output = folder.resolve("out.parquet");

    try (RecordWriter writer =
            ParquetRecordWriter.unchanged(output, input, InputLimits.defaults());
        RecordReader reader =
            ParquetRecordReader.open(
                input, ParquetFiles.TEXT, InputLimits.defaults(), reject -> {})) {
      for (CorpusRecord record = reader.next(); record != null; record = reader.next()) {
        writer.write(record);
      }
      assertThat(writer.byteCount()).isBetween(43_000_000L, 45_000_000L);
    }

    assertThat(
            duckDb.rows(
                "SELECT count(DISTINCT row_group_id) FROM parquet_metadata('" + output + "')"))
        .containsExactly("2");
    assertThat(Files.size(output)).isBetween(43_000_000L, 45_000_000L);
    assertSameRows(output, "SELECT * FROM '" + input.path() + "'", "*");
  }

  private void assertSameRows(Path output, String expected, String columns) throws SQLException {
    String actual = "SELECT " + columns + " FROM '" + output + "'";
    assertThat(duckDb.rows("SELECT count(*) FROM (" + actual + ")"))
        .isEqualTo(duckDb.rows("SELECT count(*) FROM (" + expected + ")"));
    assertThat(duckDb.rows(actual + " EXCEPT ALL " + expected)).isEmpty();
    assertThat(duckDb.rows(expected + " EXCEPT ALL " + actual)).isEmpty();
  }

  private List<String> codecs(Path file) throws SQLException {
    return duckDb.rows("SELECT DISTINCT compression FROM parquet_metadata('" + file + "')");
  }

  private List<String> keyValues(Path file) throws SQLException {
    return duckDb.rows(
        "SELECT decode(key), decode(value) FROM parquet_kv_metadata('" + file + "')");
  }
}
