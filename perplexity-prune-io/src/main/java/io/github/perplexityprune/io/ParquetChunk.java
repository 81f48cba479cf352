/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/** The pages of one column in the row group being written, compressed, with checksums. */
final class ParquetChunk implements PageWriter {
  private final ColumnDescriptor column;
  private final SchemaElement type;
  private final ParquetCodec codec;
  private final List<byte[]> dictionary = new ArrayList<>();
  private final List<byte[]> pages = new ArrayList<>();
  private final Set<org.apache.parquet.format.Encoding> encodings =
      EnumSet.noneOf(org.apache.parquet.format.Encoding.class);
  private long valueCount;
  private long compressedSize;
  private long uncompressedSize;

  ParquetChunk(ColumnDescriptor column, SchemaElement type, ParquetCodec codec) {
    this.column = column;
    this.type = type;
    this.codec = codec;
  }

  /** The chunk's bytes: its dictionary, if it has one, and its pages. */
  List<byte[]> bytes() {
    List<byte[]> bytes = new ArrayList<>(dictionary);
    bytes.addAll(pages);
    return bytes;
  }

  /** What the footer says of the chunk when it begins at a position of the file. */
  ColumnChunk describe(long position) {
    ColumnMetaData metaData =
        new ColumnMetaData(
            type.type,
            new ArrayList<>(encodings),
            List.of(column.getPath()),
            codec.inFile(),
            valueCount,
            uncompressedSize,
            compressedSize,
            position + size(dictionary));
    if (!dictionary.isEmpty()) {
      metaData.setDictionary_page_offset(position);
    }
    return new ColumnChunk(0).setMeta_data(metaData);
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int pageValueCount,
      int rowCount,
      Statistics<?> statistics,
      SizeStatistics sizeStatistics,
      GeospatialStatistics geospatialStatistics,
      Encoding repetition,
      Encoding definition,
      Encoding values)
      throws IOException {
    DataPageHeader page =
        new DataPageHeader(pageValueCount, inFile(values), inFile(definition), inFile(repetition));
    append(new PageHeader(PageType.DATA_PAGE, 0, 0).setData_page_header(page), bytes, pages);
    valueCount += pageValueCount;
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) throws IOException {
    DictionaryPageHeader header =
        new DictionaryPageHeader(page.getDictionarySize(), inFile(page.getEncoding()));
    append(
        new PageHeader(PageType.DICTIONARY_PAGE, 0, 0).setDictionary_page_header(header),
        page.getBytes(),
        dictionary);
  }

  private void append(PageHeader header, BytesInput bytes, List<byte[]> target) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
    bytes.writeAllTo(plain);
    byte[] compressed = codec.compress(plain.toByteArray());
    CRC32 crc = new CRC32();
    crc.update(compressed);
    header.setUncompressed_page_size(plain.size());
    header.setCompressed_page_size(compressed.length);
    header.setCrc((int) crc.getValue());
    ByteArrayOutputStream headerBytes = new ByteArrayOutputStream();
    Util.writePageHeader(header, headerBytes);
    target.add(headerBytes.toByteArray());
    target.add(compressed);
    compressedSize += headerBytes.size() + compressed.length;
    uncompressedSize += headerBytes.size() + plain.size();
  }

  private static long size(List<byte[]> pages) {
    return pages.stream().mapToLong(page -> page.length).sum();
  }

  private org.apache.parquet.format.Encoding inFile(Encoding encoding) {
    org.apache.parquet.format.Encoding inFile =
        org.apache.parquet.format.Encoding.valueOf(encoding.name());
    encodings.add(inFile);
    return inFile;
  }

  @Override
  public long getMemSize() {
    return compressedSize;
  }

  @Override
  public long allocatedSize() {
    return getMemSize();
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " " + getMemSize() + " bytes";
  }

  @Override
  @Deprecated
  public void writePage(
      BytesInput bytes,
      int pageValueCount,
      Statistics<?> statistics,
      Encoding repetition,
      Encoding definition,
      Encoding values) {
    throw new UnsupportedOperationException("superseded");
  }

  @Override
  public void writePage(
      BytesInput bytes,
      int pageValueCount,
      int rowCount,
      Statistics<?> statistics,
      Encoding repetition,
      Encoding definition,
      Encoding values) {
    throw new UnsupportedOperationException("superseded");
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int pageValueCount,
      BytesInput repetitionLevels,
      BytesInput definitionLevels,
      Encoding values,
      BytesInput data,
      Statistics<?> statistics) {
    throw new UnsupportedOperationException("pages are written in version 1");
  }
}
