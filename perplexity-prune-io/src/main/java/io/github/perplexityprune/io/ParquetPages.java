/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column chunk, one at a time. Sizes are checked before anything is allocated,
 * checksums where there are any, and that which the library's decoders would believe.
 */
final class ParquetPages implements PageReader {
  /** Dictionaries become an object for each value. */
  private static final int DICTIONARY_VALUE_BYTES = 64;

  private final ParquetChunkStream stream;
  private final ParquetCodec codec;
  private final ParquetBudget budget;
  private final ParquetPageCheck check;
  private final Statistics<?> noStatistics;
  private final long valueCount;
  private long valuesLeft;
  private long pageBytes;
  private @Nullable PageHeader firstData;

  ParquetPages(
      ColumnDescriptor column,
      ParquetChunkStream stream,
      ParquetCodec codec,
      long valueCount,
      ParquetBudget budget) {
    this.stream = stream;
    this.codec = codec;
    this.budget = budget;
    this.valueCount = valueCount;
    this.valuesLeft = valueCount;
    this.check = new ParquetPageCheck(column, budget.limits());
    this.noStatistics = Statistics.createStats(column.getPrimitiveType());
  }

  @Override
  public long getTotalValueCount() {
    return valueCount;
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    PageHeader header = header();
    if (header.type != PageType.DICTIONARY_PAGE) {
      firstData = header;
      return null;
    }
    int size = header.dictionary_page_header.num_values;
    budget.claim((long) header.uncompressed_page_size + (long) size * DICTIONARY_VALUE_BYTES);
    byte[] body = decompressed(codec, body(header), 0, header.uncompressed_page_size);
    return new DictionaryPage(
        BytesInput.from(body), size, encoding(header.dictionary_page_header.encoding));
  }

  @Override
  public DataPage readPage() {
    budget.giveBack(pageBytes);
    pageBytes = 0;
    PageHeader header = nextData();
    pageBytes = header.uncompressed_page_size;
    budget.claim(pageBytes);
    return header.type == PageType.DATA_PAGE ? pageV1(header) : pageV2(header);
  }

  private PageHeader nextData() {
    PageHeader header = firstData == null ? header() : firstData;
    firstData = null;
    while (true) {
      if (header.type == PageType.DICTIONARY_PAGE) {
        throw new ParquetDamagedException("a dictionary must come before all other pages");
      }
      int values = valueCount(header);
      if (values < 0 || values > valuesLeft) {
        throw new ParquetDamagedException(
            "a page claims " + values + " values where " + valuesLeft + " are left");
      }
      if (values > 0) {
        valuesLeft -= values;
        return header;
      }
      body(header); // an empty page or an index
      header = header();
    }
  }

  private static int valueCount(PageHeader header) {
    return switch (header.type) {
      case DATA_PAGE -> header.data_page_header.num_values;
      case DATA_PAGE_V2 -> header.data_page_header_v2.num_values;
      default -> 0;
    };
  }

  private DataPage pageV1(PageHeader header) {
    DataPageHeader page = header.data_page_header;
    byte[] bytes = decompressed(codec, body(header), 0, header.uncompressed_page_size);
    Encoding repetition = encoding(page.repetition_level_encoding);
    Encoding definition = encoding(page.definition_level_encoding);
    Encoding values = encoding(page.encoding);
    check.pageV1(bytes, page.num_values, repetition, definition, values);
    return new DataPageV1(
        BytesInput.from(bytes),
        page.num_values,
        bytes.length,
        noStatistics,
        repetition,
        definition,
        values);
  }

  private DataPage pageV2(PageHeader header) {
    DataPageHeaderV2 page = header.data_page_header_v2;
    byte[] body = body(header);
    int repetition = page.repetition_levels_byte_length;
    long levels = (long) repetition + page.definition_levels_byte_length;
    if (repetition < 0
        || page.definition_levels_byte_length < 0
        || levels > Math.min(body.length, header.uncompressed_page_size)) {
      throw new ParquetDamagedException("a page claims " + levels + " bytes of levels");
    }
    ParquetCodec dataCodec =
        page.isSetIs_compressed() && !page.is_compressed ? ParquetCodec.UNCOMPRESSED : codec;
    int size = header.uncompressed_page_size - (int) levels;
    byte[] data = size == 0 ? new byte[0] : decompressed(dataCodec, body, (int) levels, size);
    Encoding values = encoding(page.encoding);
    check.pageV2(body, repetition, (int) levels, data, page.num_values, values);
    return DataPageV2.uncompressed(
        page.num_rows,
        page.num_nulls,
        page.num_values,
        BytesInput.from(body, 0, repetition),
        BytesInput.from(body, repetition, (int) levels - repetition),
        values,
        BytesInput.from(data),
        noStatistics);
  }

  private PageHeader header() {
    PageHeader header;
    try {
      header = Util.readPageHeader(stream);
    } catch (IOException | StackOverflowError e) {
      throw new ParquetDamagedException("a page header is damaged: " + e, e);
    }
    if (header.compressed_page_size < 0
        || header.uncompressed_page_size < 0
        || !isComplete(header)) {
      throw new ParquetDamagedException("a page header is damaged");
    }
    checkExpansion(header);
    return header;
  }

  private static boolean isComplete(PageHeader header) {
    if (header.type == null) {
      return false;
    }
    return switch (header.type) {
      case DATA_PAGE -> header.data_page_header != null;
      case DATA_PAGE_V2 -> header.data_page_header_v2 != null;
      case DICTIONARY_PAGE -> header.dictionary_page_header != null;
      case INDEX_PAGE -> true;
    };
  }

  private void checkExpansion(PageHeader header) {
    InputLimits limits = budget.limits();
    long most = (long) Math.max(1, header.compressed_page_size) * limits.maximumExpansion();
    if (header.uncompressed_page_size > Math.max(limits.maximumRecordBytes(), most)) {
      throw new ParquetDamagedException(
          "a page of "
              + header.compressed_page_size
              + " bytes claims "
              + header.uncompressed_page_size
              + " decompressed, but the limits are an expansion of "
              + limits.maximumExpansion()
              + " and "
              + limits.maximumRecordBytes()
              + " bytes without regard to it");
    }
  }

  private byte[] body(PageHeader header) {
    int size = header.compressed_page_size;
    if (size > stream.remaining()) {
      throw new ParquetDamagedException(
          "a page claims " + size + " bytes where " + stream.remaining() + " are left");
    }
    budget.claim(size);
    byte[] bytes = stream.take(size);
    budget.giveBack(size);
    if (header.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if ((int) crc.getValue() != header.crc) {
        throw new ParquetDamagedException("a page does not have its checksum");
      }
    }
    return bytes;
  }

  private static byte[] decompressed(ParquetCodec codec, byte[] bytes, int offset, int size) {
    try {
      return codec.decompress(bytes, offset, size);
    } catch (IOException | RuntimeException e) {
      throw new ParquetDamagedException(
          "a page cannot be decompressed to the " + size + " bytes that it claims: " + e, e);
    }
  }

  private static Encoding encoding(org.apache.parquet.format.@Nullable Encoding encoding) {
    if (encoding == null) {
      throw new ParquetDamagedException("a page has an encoding that is not known");
    }
    return Encoding.valueOf(encoding.name());
  }
}
