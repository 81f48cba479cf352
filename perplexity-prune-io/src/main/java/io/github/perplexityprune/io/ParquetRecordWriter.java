/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.format.KeyValue;

/**
 * Writes rows of Parquet files of one schema, each with all its columns. The file written has the
 * schema, the key-value metadata and the codecs of an input file, but row groups and pages of its
 * own and no statistics. A writer writes either rows as they are or all with scores.
 */
final class ParquetRecordWriter implements RecordWriter {
  private final CorpusFile model;
  private final ParquetSchema schema;
  private final RecordForm form;
  private final ParquetFileWriter writer;
  private ParquetSchema known;

  /** What of a file is the same in another with its rows. */
  private record Layout(ParquetSchema schema, List<ParquetCodec> codecs, List<KeyValue> keyValues) {

    static Layout of(CorpusFile model, InputLimits limits) throws IOException {
      try (SeekableByteChannel channel = ParquetFile.open(model.path())) {
        ParquetFile file = ParquetFile.read(channel, model.path(), limits);
        List<KeyValue> keyValues = file.metaData().key_value_metadata;
        return new Layout(file.schema(), codecs(file), keyValues == null ? List.of() : keyValues);
      } catch (ParquetDamagedException e) {
        throw new IOException("'" + model.name() + "' cannot be written like: " + e.reason(), e);
      }
    }

    /** Those of the first row group; a file without rows is as good as any. */
    private static List<ParquetCodec> codecs(ParquetFile file) {
      int columnCount = file.schema().columns().size();
      return file.metaData().row_groups.stream()
          .map(group -> group.columns)
          .filter(columns -> columns.size() == columnCount)
          .filter(columns -> columns.stream().allMatch(chunk -> chunk.isSetMeta_data()))
          .findFirst()
          .map(columns -> columns.stream().map(ParquetCodec::of).toList())
          .orElse(Collections.nCopies(columnCount, ParquetCodec.SNAPPY));
    }
  }

  private ParquetRecordWriter(Path target, CorpusFile model, InputLimits limits, RecordForm form)
      throws IOException {
    Layout layout = Layout.of(model, limits);
    this.model = model;
    this.schema = layout.schema();
    this.known = schema;
    this.form = form;
    this.writer =
        switch (form) {
          case UNCHANGED ->
              new ParquetFileWriter(target, schema, layout.codecs(), layout.keyValues());
          case WITH_SCORES ->
              new ParquetFileWriter(
                  target,
                  ParquetScoreColumns.addTo(schema, model, limits),
                  ParquetScoreColumns.addTo(layout.codecs()),
                  ParquetScoreColumns.addToMetaData(layout.keyValues()));
        };
  }

  /**
   * Creates a file, or replaces one, for rows as they are.
   *
   * @param target the file to write
   * @param model the file whose rows will be written, or the first of several of one schema; its
   *     footer is read again
   * @throws IOException if the target cannot be written or the model not be read
   */
  static ParquetRecordWriter unchanged(Path target, CorpusFile model, InputLimits limits)
      throws IOException {
    return new ParquetRecordWriter(target, model, limits, RecordForm.UNCHANGED);
  }

  /**
   * Creates a file, or replaces one, for rows with scores: five columns more, see {@link
   * ScoreFields}. What Arrow, Hugging Face and Spark note of the columns in their own terms is left
   * out, since it would not have the new ones; they then go by the Parquet schema.
   *
   * @param target the file to write
   * @param model the file whose rows will be written, or the first of several of one schema; its
   *     footer is read again
   * @throws IOException if the target cannot be written or the model not be read
   * @throws IllegalArgumentException if the model has a column of a name that is to be added
   */
  static ParquetRecordWriter withScores(Path target, CorpusFile model, InputLimits limits)
      throws IOException {
    return new ParquetRecordWriter(target, model, limits, RecordForm.WITH_SCORES);
  }

  @Override
  public void write(CorpusRecord record) throws IOException {
    check(RecordForm.UNCHANGED);
    writer.write(row(record).columns());
  }

  @Override
  public void write(CorpusRecord record, ScoreFields score) throws IOException {
    check(RecordForm.WITH_SCORES);
    writer.write(ParquetScoreColumns.addTo(row(record).columns(), score));
  }

  private void check(RecordForm needed) {
    if (form != needed) {
      throw new IllegalStateException(
          "a file has the same columns in all rows: this one was opened " + form);
    }
  }

  private ParquetRow row(CorpusRecord record) {
    if (!(record.raw() instanceof ParquetRow row)) {
      throw new IllegalArgumentException(record + " is not of a Parquet file");
    }
    if (row.schema() != known && !row.schema().elements().equals(schema.elements())) {
      throw new IllegalArgumentException(
          record + " does not have the columns of '" + model.name() + "', whose rows are written");
    }
    known = row.schema();
    return row;
  }

  @Override
  public long byteCount() {
    return writer.byteCount();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
