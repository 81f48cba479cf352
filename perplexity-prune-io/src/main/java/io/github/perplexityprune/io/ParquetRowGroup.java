/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.parquet.VersionParser;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.VersionParser.VersionParseException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/** The rows of one row group. It holds one page of each column, and the dictionaries. */
final class ParquetRowGroup {
  private final ParquetFile file;
  private final RowGroup group;
  private final SeekableByteChannel channel;
  private final ParquetBudget budget;
  private final List<ParquetColumn> columns = new ArrayList<>();
  private final long byteLimit;
  private long rowsLeft;

  /**
   * Opens the group and reads the first page of each column.
   *
   * @throws ParquetDamagedException if these cannot be read
   */
  ParquetRowGroup(
      ParquetFile file, RowGroup group, SeekableByteChannel channel, InputLimits limits) {
    this.file = file;
    this.group = group;
    this.channel = channel;
    this.budget = new ParquetBudget(limits);
    this.byteLimit = limits.maximumRecordBytes();
    this.rowsLeft = group.num_rows;
    List<ColumnDescriptor> descriptors = file.schema().columns();
    if (group.columns.size() != descriptors.size()) {
      throw new ParquetDamagedException(
          "it has " + group.columns.size() + " columns, but the schema " + descriptors.size());
    }
    ParsedVersion writer = writer(file.metaData().created_by);
    for (int i = 0; rowsLeft > 0 && i < descriptors.size(); i++) {
      ColumnDescriptor column = descriptors.get(i);
      ColumnChunk chunk = group.columns.get(i);
      columns.add(inColumn(i, () -> new ParquetColumn(column, pages(column, chunk), writer)));
    }
  }

  /**
   * A row, if it is not too large.
   *
   * @param row the row, or null if it has more bytes than a record may have
   * @param byteCount about how many bytes it has
   */
  record Row(@Nullable ParquetRow row, long byteCount) {}

  /**
   * The next row, or null after the last.
   *
   * @throws ParquetDamagedException if it, and with it the rest of the group, cannot be read
   */
  @Nullable Row next() {
    if (rowsLeft == 0) {
      checkEnd();
      return null;
    }
    List<List<ParquetCell>> cells = new ArrayList<>(columns.size());
    long byteCount = 0;
    for (int i = 0; i < columns.size(); i++) {
      long bytesLeft = byteLimit - byteCount;
      ParquetColumn column = columns.get(i);
      ParquetColumn.Cells next = inColumn(i, () -> column.next(bytesLeft));
      byteCount += next.byteCount();
      cells.add(next.cells());
    }
    rowsLeft--;
    return new Row(byteCount > byteLimit ? null : new ParquetRow(file.schema(), cells), byteCount);
  }

  private void checkEnd() {
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).isAtEnd()) {
        throw new ParquetDamagedException(
            "column '" + name(i) + "' has more values than the row group has rows");
      }
    }
  }

  private ParquetPages pages(ColumnDescriptor column, ColumnChunk chunk) {
    ColumnMetaData metaData = chunk.meta_data;
    if (chunk.crypto_metadata != null) {
      throw new ParquetDamagedException(
          "it is encrypted, which is not supported; decrypt it first");
    }
    if (metaData == null || chunk.file_path != null) {
      throw new ParquetDamagedException("its pages must be in the file, but are not described");
    }
    long start = metaData.data_page_offset;
    if (metaData.dictionary_page_offset > 0 && metaData.dictionary_page_offset < start) {
      start = metaData.dictionary_page_offset;
    }
    long length = metaData.total_compressed_size;
    if (start < ParquetFile.MAGIC.length || length < 0 || length > file.footerPosition() - start) {
      throw new ParquetDamagedException(
          "its pages must be between the start and the footer, but claim "
              + length
              + " bytes from "
              + start
              + " on");
    }
    boolean flat = column.getMaxRepetitionLevel() == 0;
    if (metaData.num_values < group.num_rows || (flat && metaData.num_values > group.num_rows)) {
      throw new ParquetDamagedException(
          "it claims " + metaData.num_values + " values for " + group.num_rows + " rows");
    }
    budget.claim(ParquetChunkStream.BUFFER_BYTES);
    return new ParquetPages(
        column,
        new ParquetChunkStream(channel, start, start + length),
        ParquetCodec.of(chunk),
        metaData.num_values,
        budget);
  }

  private <T> T inColumn(int column, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      // whatever the library's decoders throw, they throw because of what they read
      String reason = e instanceof ParquetDamagedException known ? known.reason() : e.toString();
      throw new ParquetDamagedException("column '" + name(column) + "': " + reason, e);
    }
  }

  private String name(int column) {
    return String.join(".", file.schema().columns().get(column).getPath());
  }

  private static @Nullable ParsedVersion writer(@Nullable String createdBy) {
    try {
      return createdBy == null ? null : VersionParser.parse(createdBy);
    } catch (VersionParseException | RuntimeException e) {
      return null; // then no bug of a known writer is worked around
    }
  }
}
