/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a Parquet file as documents. Memory holds the footer and one page of each
 * column, not a row group: see {@link ParquetBudget}. Pages have about 1 MB, from DuckDB up to 100
 * MB. What is damaged ends its row group; reading goes on with the next.
 */
final class ParquetRecordReader implements RecordReader {
  private final CorpusFile file;
  private final InputLimits limits;
  private final Consumer<RejectedRecord> rejects;
  private final SeekableByteChannel channel;
  private final @Nullable Document document;
  private int nextGroup;
  private @Nullable ParquetRowGroup group;
  private long position = 1;
  private long groupEnd = 1;
  private long bytesGiven;

  /** A file whose rows can be read, and the columns that make a row a document. */
  private record Document(
      ParquetFile parquet,
      ParquetField text,
      @Nullable ParquetField id,
      @Nullable ParquetField domain) {

    static Document of(ParquetFile parquet, RecordFields fields) {
      ParquetSchema schema = parquet.schema();
      return new Document(
          parquet,
          schema.text(fields.text()),
          fields.id().isEmpty() ? null : schema.scalar(fields.id()),
          fields.domain().isEmpty() ? null : schema.scalar(fields.domain()));
    }
  }

  private ParquetRecordReader(
      CorpusFile file,
      RecordFields fields,
      InputLimits limits,
      Consumer<RejectedRecord> rejects,
      SeekableByteChannel channel)
      throws IOException {
    this.file = file;
    this.limits = limits;
    this.rejects = rejects;
    this.channel = channel;
    this.document = document(fields);
  }

  /**
   * Opens a file. One that is no Parquet file, is encrypted, or lacks a column that is needed is
   * one reject, at position 1, and has no documents.
   *
   * @param rejects takes what cannot be read, in order, with the number of its row; what ends a row
   *     group has the number of the first row that is lost
   * @throws IOException if the file cannot be reached, or its provider cannot read at positions
   */
  static ParquetRecordReader open(
      CorpusFile file, RecordFields fields, InputLimits limits, Consumer<RejectedRecord> rejects)
      throws IOException {
    SeekableByteChannel channel = ParquetFile.open(file.path());
    try {
      return new ParquetRecordReader(file, fields, limits, rejects, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private @Nullable Document document(RecordFields fields) throws IOException {
    try {
      return Document.of(ParquetFile.read(channel, file.path(), limits), fields);
    } catch (ParquetDamagedException e) {
      reject(e.reason());
      return null;
    }
  }

  @Override
  public @Nullable CorpusRecord next() throws IOException {
    try {
      return document == null ? null : next(document);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private @Nullable CorpusRecord next(Document document) {
    while (true) {
      ParquetRowGroup.Row row = nextRow(document.parquet());
      if (row == null) {
        return null;
      }
      CorpusRecord found = record(document, row);
      position++;
      if (found != null) {
        return found;
      }
    }
  }

  private ParquetRowGroup.@Nullable Row nextRow(ParquetFile parquet) {
    List<RowGroup> groups = parquet.metaData().row_groups;
    while (true) {
      try {
        ParquetRowGroup.Row row = group == null ? null : group.next();
        if (row != null) {
          return withinExpansion(row, groups) ? row : null;
        }
        if (nextGroup == groups.size()) {
          return null;
        }
        RowGroup next = groups.get(nextGroup++);
        groupEnd = position + next.num_rows;
        group = new ParquetRowGroup(parquet, next, channel, limits);
      } catch (ParquetDamagedException e) {
        group = null;
        reject(
            "row group "
                + nextGroup
                + " of "
                + groups.size()
                + " cannot be read from this row on, "
                + (groupEnd - position)
                + " rows are lost: "
                + e.reason());
        position = groupEnd;
      }
    }
  }

  private boolean withinExpansion(ParquetRowGroup.Row row, List<RowGroup> groups) {
    bytesGiven += row.byteCount();
    if (bytesGiven <= limits.maximumRecordBytes()
        || bytesGiven / file.byteCount() < limits.maximumExpansion()) {
      return true;
    }
    reject(
        "nothing is read from this row on: the file has "
            + file.byteCount()
            + " bytes and would give more than "
            + limits.maximumExpansion()
            + " times as many");
    group = null;
    nextGroup = groups.size();
    return false;
  }

  private @Nullable CorpusRecord record(Document document, ParquetRowGroup.Row found) {
    ParquetRow row = found.row();
    if (row == null) {
      reject(
          "a row must not have more than "
              + limits.maximumRecordBytes()
              + " bytes, but has "
              + found.byteCount());
      return null;
    }
    try {
      String text = document.text().value(row);
      if (text == null) {
        reject("column '" + document.text().path() + "' is null");
        return null;
      }
      String id = value(document.id(), row);
      String domain = value(document.domain(), row);
      return new CorpusRecord(
          file,
          position,
          id == null ? file.name() + ":" + position : id,
          text,
          domain == null ? "" : domain,
          row);
    } catch (ParquetDamagedException e) {
      reject(e.reason());
      return null;
    }
  }

  private static @Nullable String value(@Nullable ParquetField field, ParquetRow row) {
    return field == null ? null : field.value(row);
  }

  private void reject(String reason) {
    rejects.accept(new RejectedRecord(file.name(), position, reason));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
