/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesReader;

/**
 * Looks through a page before the library decodes it. Its decoders allocate what the lengths inside
 * a page claim, which can be gigabytes in a page of some bytes; here each length must be one that
 * the page can have.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Encodings</a>
 */
final class ParquetPageCheck {
  /** Values of one bit-packed run, or of one delta-packed page: they become an array. */
  private static final int MAXIMUM_PACKED_VALUES = 1 << 24;

  private static final int MAXIMUM_BIT_WIDTH = 32;
  private static final int MAXIMUM_LONG_BIT_WIDTH = 64;
  private static final int VALUES_A_GROUP = 8;

  private final int repetitionWidth;
  private final int definitionWidth;
  private final InputLimits limits;

  ParquetPageCheck(ColumnDescriptor column, InputLimits limits) {
    this.repetitionWidth = BytesUtils.getWidthFromMaxInt(column.getMaxRepetitionLevel());
    this.definitionWidth = BytesUtils.getWidthFromMaxInt(column.getMaxDefinitionLevel());
    this.limits = limits;
  }

  /** A page whose levels and values are together. */
  void pageV1(
      byte[] page, int valueCount, Encoding repetition, Encoding definition, Encoding values) {
    ByteBuffer bytes = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    levels(bytes, repetition, repetitionWidth, valueCount);
    levels(bytes, definition, definitionWidth, valueCount);
    values(bytes, values, valueCount);
  }

  /** A page whose levels are apart, without a length before them. */
  void pageV2(
      byte[] levels,
      int repetitionEnd,
      int definitionEnd,
      byte[] data,
      int valueCount,
      Encoding values) {
    runs(ByteBuffer.wrap(levels, 0, repetitionEnd), repetitionWidth, valueCount);
    runs(
        ByteBuffer.wrap(levels, repetitionEnd, definitionEnd - repetitionEnd),
        definitionWidth,
        valueCount);
    values(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN), values, valueCount);
  }

  private static void levels(ByteBuffer bytes, Encoding encoding, int width, int valueCount) {
    if (width == 0) {
      return;
    }
    if (encoding == Encoding.RLE) {
      prefixedRuns(bytes, width, valueCount);
    } else {
      skip(bytes, ((long) valueCount * width + 7) / 8);
    }
  }

  private void values(ByteBuffer bytes, Encoding encoding, int valueCount) {
    switch (encoding) {
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        if (bytes.hasRemaining()) {
          runs(bytes, bytes.get(), valueCount);
        }
      }
      case RLE -> prefixedRuns(bytes, 1, valueCount);
      case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> deltas(bytes, valueCount);
      case DELTA_BYTE_ARRAY -> prefixes(bytes, valueCount);
      default -> {} // the page itself is all that is allocated
    }
  }

  private static void prefixedRuns(ByteBuffer bytes, int width, int valueCount) {
    int length = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw damaged("levels of " + length + " bytes", bytes.remaining());
    }
    runs(bytes.slice().limit(length), width, valueCount);
    skip(bytes, length);
  }

  private static void runs(ByteBuffer bytes, int width, int valueCount) {
    if (width < 0 || width > MAXIMUM_BIT_WIDTH) {
      throw damaged("values of " + width + " bits", MAXIMUM_BIT_WIDTH);
    }
    long seen = 0;
    while (seen < valueCount && bytes.hasRemaining()) {
      long header = unsigned(bytes);
      long length = (header & 0xffff_ffffL) >>> 1;
      if (length == 0) {
        throw damaged("a run of no values", valueCount);
      }
      if ((header & 1) == 0) {
        skip(bytes, (width + 7) / 8);
        seen += length;
        continue;
      }
      // the last group is padded; some writers leave out the padding's bytes
      long most = Math.min(MAXIMUM_PACKED_VALUES, valueCount - seen + 64 * VALUES_A_GROUP);
      if (length * VALUES_A_GROUP > most) {
        throw damaged("a run of " + length * VALUES_A_GROUP + " packed values", most);
      }
      skip(bytes, Math.min(bytes.remaining(), length * width));
      seen += length * VALUES_A_GROUP;
    }
  }

  /** Leaves the buffer after the deltas. */
  private static void deltas(ByteBuffer bytes, int valueCount) {
    long blockSize = unsigned(bytes);
    long miniblocks = unsigned(bytes);
    long total = unsigned(bytes);
    unsigned(bytes);
    if (blockSize <= 0 || blockSize > MAXIMUM_PACKED_VALUES) {
      throw damaged("blocks of " + blockSize + " deltas", MAXIMUM_PACKED_VALUES);
    }
    if (miniblocks <= 0 || blockSize % miniblocks != 0 || blockSize / miniblocks % 8 != 0) {
      throw damaged(miniblocks + " parts of a block of deltas", blockSize);
    }
    long most = Math.min(valueCount, MAXIMUM_PACKED_VALUES);
    if (total < 0 || total > most) {
      throw damaged(total + " deltas", most);
    }
    long miniblockSize = blockSize / miniblocks;
    for (long left = total - 1; left > 0; ) {
      unsigned(bytes);
      int widths = bytes.position();
      skip(bytes, miniblocks);
      for (int i = 0; i < miniblocks && left > 0; i++, left -= miniblockSize) {
        int width = bytes.get(widths + i) & 0xff;
        if (width > MAXIMUM_LONG_BIT_WIDTH) {
          throw damaged("deltas of " + width + " bits", MAXIMUM_LONG_BIT_WIDTH);
        }
        skip(bytes, miniblockSize * width / 8);
      }
    }
  }

  /** Each value begins with so many bytes of the one before, which must be there. */
  private void prefixes(ByteBuffer bytes, int valueCount) {
    ByteBuffer prefixBytes = bytes.slice();
    deltas(bytes, valueCount);
    ByteBuffer suffixBytes = bytes.slice();
    deltas(bytes, valueCount);
    DeltaBinaryPackingValuesReader prefixes = new DeltaBinaryPackingValuesReader();
    DeltaBinaryPackingValuesReader suffixes = new DeltaBinaryPackingValuesReader();
    int count = deltaCount(suffixBytes);
    try {
      prefixes.initFromPage(valueCount, ByteBufferInputStream.wrap(prefixBytes));
      suffixes.initFromPage(valueCount, ByteBufferInputStream.wrap(suffixBytes));
    } catch (IOException e) {
      throw new ParquetDamagedException("lengths of values are damaged: " + e, e);
    }
    long before = limits.maximumRecordBytes(); // some writers go on from the page before
    for (int i = 0; i < count; i++) {
      int prefix = prefixes.readInteger();
      int suffix = suffixes.readInteger();
      if (prefix < 0 || prefix > before) {
        throw damaged("a value that repeats " + prefix + " bytes", before);
      }
      if (suffix < 0 || suffix > bytes.remaining()) {
        throw damaged("a value of " + suffix + " bytes", bytes.remaining());
      }
      before = (long) prefix + suffix;
    }
  }

  private static int deltaCount(ByteBuffer bytes) {
    ByteBuffer header = bytes.duplicate();
    unsigned(header);
    unsigned(header);
    return (int) unsigned(header);
  }

  private static long unsigned(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (!bytes.hasRemaining()) {
        break;
      }
      byte next = bytes.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new ParquetDamagedException("a number in a page is cut off or too long");
  }

  private static void skip(ByteBuffer bytes, long count) {
    if (count > bytes.remaining()) {
      throw damaged(count + " bytes", bytes.remaining());
    }
    bytes.position(bytes.position() + (int) count);
  }

  private static ParquetDamagedException damaged(String claim, long most) {
    return new ParquetDamagedException("a page claims " + claim + " where " + most + " can be");
  }
}
