/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.impl.ColumnWriteStoreV1;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;

/**
 * Writes rows to a Parquet file, front to back. The same rows give the same bytes. Memory holds one
 * row group, of about 32 MiB as compressed.
 */
final class ParquetFileWriter implements Closeable {
  private static final long ROW_GROUP_BYTES = 32L << 20;
  private static final String CREATED_BY = "perplexity-prune version 0.1";
  private static final int VERSION = 1;

  /** A page is looked at after each row, since a row may be large; readers need no statistics. */
  private static final ParquetProperties PROPERTIES =
      ParquetProperties.builder()
          .withMinRowCountForPageSizeCheck(1)
          .estimateRowCountForPageSizeCheck(false)
          .withStatisticsEnabled(false)
          .withSizeStatisticsEnabled(false)
          .build();

  private final ParquetSchema schema;
  private final List<ParquetCodec> codecs;
  private final List<KeyValue> keyValues;
  private final SeekableByteChannel channel;
  private final List<RowGroup> groups = new ArrayList<>();
  private final Map<ColumnDescriptor, ParquetChunk> chunks = new LinkedHashMap<>();
  private ColumnWriteStore store;
  private long rowCount;
  private long groupRowCount;
  private long position;
  private boolean failed;

  /**
   * Creates a file, or replaces what it holds.
   *
   * @param codecs one for each column
   * @param keyValues what the footer says beside the schema
   */
  ParquetFileWriter(
      Path target, ParquetSchema schema, List<ParquetCodec> codecs, List<KeyValue> keyValues)
      throws IOException {
    this.schema = schema;
    this.codecs = codecs;
    this.keyValues = keyValues;
    this.store = newGroup();
    this.channel =
        Files.newByteChannel(
            target,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    append(ParquetFile.MAGIC);
  }

  /**
   * Appends a row.
   *
   * @param columns the cells of each column
   */
  void write(List<List<ParquetCell>> columns) throws IOException {
    failed = true;
    for (int i = 0; i < columns.size(); i++) {
      ColumnWriter writer = store.getColumnWriter(schema.columns().get(i));
      for (ParquetCell cell : columns.get(i)) {
        write(writer, cell);
      }
    }
    store.endRecord();
    groupRowCount++;
    if (store.getBufferedSize() >= ROW_GROUP_BYTES) {
      finishGroup();
    }
    failed = false;
  }

  /** About how many bytes the file has so far. */
  long byteCount() {
    return position + store.getBufferedSize();
  }

  /** Finishes the file, unless writing it failed. */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (failed || !channel.isOpen()) {
        return;
      }
      failed = true;
      finishGroup();
      appendFooter();
    }
  }

  private static void write(ColumnWriter writer, ParquetCell cell) {
    int repetition = cell.repetitionLevel();
    int definition = cell.definitionLevel();
    Object value = cell.value();
    if (value == null) {
      writer.writeNull(repetition, definition);
    } else if (value instanceof Binary bytes) {
      writer.write(bytes, repetition, definition);
    } else if (value instanceof Integer number) {
      writer.write(number.intValue(), repetition, definition);
    } else if (value instanceof Long number) {
      writer.write(number.longValue(), repetition, definition);
    } else if (value instanceof Double number) {
      writer.write(number.doubleValue(), repetition, definition);
    } else if (value instanceof Float number) {
      writer.write(number.floatValue(), repetition, definition);
    } else {
      writer.write(((Boolean) value).booleanValue(), repetition, definition);
    }
  }

  private ColumnWriteStore newGroup() {
    chunks.clear();
    groupRowCount = 0;
    for (int i = 0; i < codecs.size(); i++) {
      ColumnDescriptor column = schema.columns().get(i);
      chunks.put(column, new ParquetChunk(column, schema.leaves().get(i), codecs.get(i)));
    }
    return new ColumnWriteStoreV1(schema.message(), chunks::get, PROPERTIES);
  }

  private void finishGroup() throws IOException {
    if (groupRowCount == 0) {
      return;
    }
    store.close();
    List<ColumnChunk> columns = new ArrayList<>();
    long uncompressedSize = 0;
    long start = position;
    for (ParquetChunk chunk : chunks.values()) {
      ColumnChunk description = chunk.describe(position);
      uncompressedSize += description.meta_data.total_uncompressed_size;
      columns.add(description);
      for (byte[] bytes : chunk.bytes()) {
        append(bytes);
      }
    }
    groups.add(
        new RowGroup(columns, uncompressedSize, groupRowCount)
            .setFile_offset(start)
            .setTotal_compressed_size(position - start));
    rowCount += groupRowCount;
    store = newGroup();
  }

  private void appendFooter() throws IOException {
    FileMetaData metaData =
        new FileMetaData(VERSION, schema.elements(), rowCount, groups).setCreated_by(CREATED_BY);
    if (!keyValues.isEmpty()) {
      metaData.setKey_value_metadata(keyValues);
    }
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metaData, footer);
    append(footer.toByteArray());
    append(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.size())
            .array());
    append(ParquetFile.MAGIC);
  }

  private void append(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    position += bytes.length;
  }
}
