/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParquetRecordWriterTests {
  private static final InputLimits LIMITS = InputLimits.defaults();

  @TempDir Path folder;

  @Test
  void theSameRowsGiveTheSameBytes() throws SQLException, IOException {
    CorpusFile input =
        write("SELECT i AS id, md5(i::VARCHAR) AS text FROM range(3000) t(i)", ", CODEC 'gzip'");
    Path first = folder.resolve("first.parquet");
    Path second = folder.resolve("second.parquet");

    copy(input, first);
    copy(input, second);

    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void whatWasWrittenIsReadAgain() throws SQLException, IOException {
    CorpusFile input = write("SELECT repeat('text', i) AS text FROM range(3000) t(i)", "");
    Path output = folder.resolve("out.parquet");

    copy(input, output);

    assertThat(ParquetFiles.read(ParquetFiles.file(output)).texts())
        .isEqualTo(ParquetFiles.read(input).texts());
  }

  @Test
  void anyFileSystemProviderServes() throws SQLException, IOException {
    CorpusFile input = write("SELECT 'text ' || i AS text FROM range(3000) t(i)", "");
    Path zip = folder.resolve("files.zip");
    List<String> texts = ParquetFiles.read(input).texts();

    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      Path output = files.getPath("/out.parquet");
      copy(input, output);

      assertThat(ParquetFiles.read(ParquetFiles.file(output)).texts()).isEqualTo(texts);
    }
  }

  @Test
  void twelveByteTimestampsAndFieldsWithoutAMeaningAreKept() throws SQLException, IOException {
    Path made = folder.resolve("made.parquet");
    ParquetSchema schema =
        new ParquetSchema(
            List.of(
                new SchemaElement("spark_schema").setNum_children(2),
                element("text", Type.BYTE_ARRAY),
                element("stamp", Type.INT96)),
            100);
    byte[] stamp = new byte[12];
    stamp[8] = (byte) 0x8c;
    stamp[9] = 0x3d;
    stamp[10] = 0x25; // 1970-01-01 as a Julian day
    try (ParquetFileWriter writer =
        new ParquetFileWriter(
            made, schema, List.of(ParquetCodec.SNAPPY, ParquetCodec.ZSTD), List.of())) {
      writer.write(
          List.of(
              List.of(new ParquetCell(0, 1, Binary.fromString("a"))),
              List.of(new ParquetCell(0, 1, Binary.fromConstantByteArray(stamp)))));
    }
    Path output = folder.resolve("out.parquet");

    copy(ParquetFiles.file(made), output);

    try (ParquetDuckDb duckDb = new ParquetDuckDb()) {
      assertThat(duckDb.rows("SELECT decode(text), stamp::VARCHAR FROM '" + output + "'"))
          .containsExactly("a|1970-01-01 00:00:00");
      assertThat(
              duckDb.rows("SELECT type FROM parquet_schema('" + output + "') WHERE name = 'stamp'"))
          .containsExactly("INT96");
      assertThat(
              duckDb.rows("SELECT compression FROM parquet_metadata('" + output + "') ORDER BY 1"))
          .containsExactly("SNAPPY", "ZSTD");
    }
  }

  @Test
  void aScoreColumnThatIsThereAlreadyIsRefused() throws SQLException, IOException {
    CorpusFile input = write("SELECT 'a' AS text, 'kept' AS pp_verdict", "");
    Path output = folder.resolve("out.parquet");

    assertThatThrownBy(() -> ParquetRecordWriter.withScores(output, input, LIMITS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'pp_verdict'")
        .hasMessageContaining("'in.parquet'");
    assertThat(output).doesNotExist();
  }

  @Test
  void aWriterHasOneFormOfRows() throws SQLException, IOException {
    CorpusFile input = write("SELECT 'a' AS text", "");
    CorpusRecord record = ParquetFiles.read(input).records().get(0);
    ScoreFields fields = new ScoreFields(Optional.empty(), "in the band");

    try (RecordWriter unchanged =
            ParquetRecordWriter.unchanged(folder.resolve("a.parquet"), input, LIMITS);
        RecordWriter scored =
            ParquetRecordWriter.withScores(folder.resolve("b.parquet"), input, LIMITS)) {
      assertThatThrownBy(() -> unchanged.write(record, fields))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> scored.write(record)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void rowsOfOtherColumnsAreRefused() throws SQLException, IOException {
    CorpusFile other = write("SELECT 'a' AS text, 1 AS more", "");
    CorpusRecord record = ParquetFiles.read(other).records().get(0);
    CorpusFile input = write("SELECT 'a' AS text", "");

    try (RecordWriter writer =
        ParquetRecordWriter.unchanged(folder.resolve("out.parquet"), input, LIMITS)) {
      assertThatThrownBy(() -> writer.write(record))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("columns of 'in.parquet'");
    }
  }

  @Test
  void aModelThatCannotBeReadIsNamed() throws IOException {
    Path model = Files.writeString(folder.resolve("in.parquet"), "this is no Parquet file");

    assertThatThrownBy(
            () ->
                ParquetRecordWriter.unchanged(
                    folder.resolve("out.parquet"), ParquetFiles.file(model), LIMITS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'in.parquet'");
  }

  private static void copy(CorpusFile input, Path output) throws IOException {
    try (RecordWriter writer = ParquetRecordWriter.unchanged(output, input, LIMITS)) {
      for (CorpusRecord record : ParquetFiles.read(input).records()) {
        writer.write(record);
      }
    }
  }

  private CorpusFile write(String query, String options) throws SQLException, IOException {
    try (ParquetDuckDb duckDb = new ParquetDuckDb()) {
      return duckDb.write(folder.resolve("in.parquet"), query, options);
    }
  }

  private static SchemaElement element(String name, Type type) {
    return new SchemaElement(name).setType(type).setRepetition_type(FieldRepetitionType.OPTIONAL);
  }
}
