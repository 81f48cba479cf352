/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read is rejected by name and row, and the rest is read. */
final class ParquetDamageTests {
  private static final int GROUP_ROWS = 2_048;

  @TempDir Path folder;

  @Test
  void aMissingTextColumnIsOneRejectThatNamesTheColumns() throws SQLException, IOException {
    CorpusFile file = write("SELECT 1 AS a, {'b': 2} AS s", "");

    ParquetFiles.Content content = ParquetFiles.read(file);

    assertThat(content.records()).isEmpty();
    assertThat(content.rejects())
        .containsExactly(
            new RejectedRecord("in.parquet", 1, "there is no column 'text'; there are a, s.b"));
  }

  @Test
  void aTextColumnMustHoldStrings() throws SQLException, IOException {
    CorpusFile file = write("SELECT 1 AS text", "");

    assertThat(ParquetFiles.read(file).reasons())
        .singleElement()
        .asString()
        .startsWith("column 'text' must hold strings, but holds INT32");
  }

  @Test
  void aDateIsNoDomain() throws SQLException, IOException {
    CorpusFile file = write("SELECT 'a' AS text, DATE '2020-01-01' AS day", "");
    RecordFields fields = new RecordFields(List.of("text"), List.of(), List.of("day"));

    assertThat(ParquetFiles.read(file, fields, InputLimits.defaults()).reasons())
        .singleElement()
        .asString()
        .startsWith("column 'day' must hold strings, numbers or booleans, but holds INT32");
  }

  @Test
  void aRepeatedTextColumnIsRefusedByName() throws SQLException, IOException {
    CorpusFile file = write("SELECT ['a', 'b'] AS text", "");
    RecordFields fields =
        new RecordFields(List.of("text", "list", "element"), List.of(), List.of());

    assertThat(ParquetFiles.read(file, fields, InputLimits.defaults()).reasons())
        .containsExactly(
            "column 'text.list.element' is repeated, but must have one value a row; name another");
  }

  @Test
  void textThatIsNotUtf8IsARejectOfItsRow() throws SQLException, IOException {
    CorpusFile file =
        write("SELECT unhex(h) AS text FROM (VALUES ('61'), ('ff'), ('62')) t(h)", "");

    ParquetFiles.Content content = ParquetFiles.read(file);

    assertThat(content.texts()).containsExactly("a", "b");
    assertThat(content.rejects())
        .containsExactly(new RejectedRecord("in.parquet", 2, "column 'text' is not valid UTF-8"));
  }

  @Test
  void aRowLargerThanTheLimitIsRejected() throws SQLException, IOException {
    CorpusFile file =
        write("SELECT 'a' AS text, repeat('b', 1 + i * 20000) AS more FROM range(2) t(i)", "");

    ParquetFiles.Content content =
        ParquetFiles.read(file, ParquetFiles.TEXT, new InputLimits(10_000, 1_000, 100, 27));

    assertThat(content.texts()).containsExactly("a");
    assertThat(content.rejects())
        .containsExactly(
            new RejectedRecord(
                "in.parquet", 2, "a row must not have more than 10000 bytes, but has 20034"));
  }

  @Test
  void aDamagedPageEndsItsRowGroupOnly() throws SQLException, IOException {
    CorpusFile file = threeGroups();
    byte[] bytes = Files.readAllBytes(file.path());
    long[] page = secondGroup(file);
    Arrays.fill(bytes, (int) page[0] + 40, (int) (page[0] + page[1]), (byte) 0x77);
    Files.write(file.path(), bytes);

    ParquetFiles.Content content = ParquetFiles.read(file);

    assertThat(content.ids())
        .hasSize(2 * GROUP_ROWS)
        .doesNotContain("in.parquet:" + (GROUP_ROWS + 1))
        .contains("in.parquet:" + (3 * GROUP_ROWS));
    assertThat(content.rejects()).hasSize(1);
    assertThat(content.rejects().get(0).position()).isEqualTo(GROUP_ROWS + 1);
    assertThat(content.reasons().get(0))
        .startsWith(
            "row group 2 of 3 cannot be read from this row on, 2048 rows are lost: column 'text': ");
  }

  @Test
  void rowsBeforeADamagedPageAreGiven() throws SQLException, IOException {
    Path target = folder.resolve("out.parquet");
    CorpusFile input =
        write("SELECT repeat(md5(i::VARCHAR), 3000) AS text FROM range(60) t(i)", "");
    List<CorpusRecord> records = ParquetFiles.read(input).records();
    try (RecordWriter writer =
        ParquetRecordWriter.unchanged(target, input, InputLimits.defaults())) {
      for (CorpusRecord record : records) {
        writer.write(record);
      }
    }
    byte[] bytes = Files.readAllBytes(target);
    bytes[bytes.length / 2] ^= 1;
    Files.write(target, bytes);

    ParquetFiles.Content content = ParquetFiles.read(ParquetFiles.file(target));

    assertThat(content.texts())
        .hasSizeBetween(5, 55)
        .isEqualTo(records.stream().limit(content.texts().size()).map(CorpusRecord::text).toList());
    assertThat(content.rejects()).hasSize(1);
    assertThat(content.rejects().get(0).position()).isEqualTo(content.texts().size() + 1);
    assertThat(content.reasons().get(0)).endsWith("a page does not have its checksum");
  }

  @Test
  void aFileCutOffAnywhereIsRejected() throws SQLException, IOException {
    CorpusFile file = write("SELECT 'some text ' || i AS text FROM range(30) t(i)", "");
    byte[] bytes = Files.readAllBytes(file.path());

    for (int length = 0; length < bytes.length; length++) {
      Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(bytes, length));
      ParquetFiles.Content content = ParquetFiles.read(ParquetFiles.file(cut));

      assertThat(content.records()).isEmpty();
      assertThat(content.rejects()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MAX_VALUE, 1_000_000, 0})
  void aFooterOfAnotherLengthIsRejected(int length) throws SQLException, IOException {
    CorpusFile file = write("SELECT 'a' AS text", "");
    byte[] bytes = Files.readAllBytes(file.path());
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 8, length);
    Files.write(file.path(), bytes);

    assertThat(ParquetFiles.read(file).reasons()).singleElement().asString().contains("footer");
  }

  @Test
  void aFooterNestedWithoutEndIsRejected() throws IOException {
    byte[] footer = new byte[4 << 20];
    Arrays.fill(footer, (byte) 0xfc); // a struct as an unknown field in a struct
    ByteBuffer bytes = ByteBuffer.allocate(footer.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(ParquetFile.MAGIC).put(footer).putInt(footer.length).put(ParquetFile.MAGIC);
    Path path = Files.write(folder.resolve("deep.parquet"), bytes.array());

    assertThat(ParquetFiles.read(ParquetFiles.file(path)).reasons())
        .singleElement()
        .asString()
        .startsWith("the footer is damaged");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MAX_VALUE, 600 << 20, -1})
  void aPageCannotAskForMemoryThatItDoesNotFill(int claimed) throws SQLException, IOException {
    CorpusFile file = write("SELECT repeat('a', 50000) AS text", ", CODEC 'zstd'");
    long[] page = pages(file, 1);
    byte[] bytes = Files.readAllBytes(file.path());
    byte[] header = pageHeader(claimed, 20);
    System.arraycopy(header, 0, bytes, (int) page[0], header.length);
    Files.write(file.path(), bytes);

    ParquetFiles.Content content = ParquetFiles.read(file);

    assertThat(content.records()).isEmpty();
    assertThat(content.rejects()).hasSize(1);
  }

  @Test
  void aFileThatExpandsWithoutEndIsCutOff() throws SQLException, IOException {
    CorpusFile file =
        write("SELECT repeat('a', 100000) AS text FROM range(3000)", ", CODEC 'zstd'");

    ParquetFiles.Content content =
        ParquetFiles.read(file, ParquetFiles.TEXT, new InputLimits(1 << 20, 100, 100, 27));

    assertThat(content.records().size()).isLessThan(3_000);
    assertThat(content.reasons()).hasSize(1);
  }

  @Test
  void missingFilesAreNoRejects() {
    CorpusFile file =
        new CorpusFile(folder.resolve("none"), "none", CorpusFormat.PARQUET, Compression.NONE, 100);

    assertThatThrownBy(() -> ParquetFiles.read(file)).isInstanceOf(NoSuchFileException.class);
  }

  private CorpusFile threeGroups() throws SQLException, IOException {
    return write(
        "SELECT md5(i::VARCHAR) AS text FROM range(" + 3 * GROUP_ROWS + ") t(i)",
        ", CODEC 'snappy', ROW_GROUP_SIZE " + GROUP_ROWS);
  }

  private CorpusFile write(String query, String options) throws SQLException, IOException {
    try (ParquetDuckDb duckDb = new ParquetDuckDb()) {
      return duckDb.write(folder.resolve("in.parquet"), query, options);
    }
  }

  private long[] secondGroup(CorpusFile file) throws SQLException {
    return pages(file, 2);
  }

  /** Where the first column's pages of a row group begin, and how many bytes they have. */
  private long[] pages(CorpusFile file, int group) throws SQLException {
    try (ParquetDuckDb duckDb = new ParquetDuckDb()) {
      String row =
          duckDb
              .rows(
                  "SELECT coalesce(dictionary_page_offset, data_page_offset), total_compressed_size"
                      + " FROM parquet_metadata('"
                      + file.path()
                      + "') WHERE column_id = 0 AND row_group_id = "
                      + (group - 1))
              .get(0);
      return Arrays.stream(row.split("\\|")).mapToLong(Long::parseLong).toArray();
    }
  }

  private static byte[] pageHeader(int uncompressed, int compressed) throws IOException {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    Util.writePageHeader(
        new PageHeader(PageType.DATA_PAGE, uncompressed, compressed)
            .setData_page_header(new DataPageHeader(1, Encoding.PLAIN, Encoding.RLE, Encoding.RLE)),
        header);
    return header.toByteArray();
  }
}
