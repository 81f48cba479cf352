/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * What the end of a Parquet file says of its beginning.
 *
 * @param metaData the footer
 * @param schema its schema
 * @param footerPosition where the footer begins: every page must be before it
 */
record ParquetFile(FileMetaData metaData, ParquetSchema schema, long footerPosition) {
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private static final String ENCRYPTED_MAGIC = "PARE";
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC.length;

  /** A footer becomes objects of up to thirty times its size. */
  private static final int FOOTERS_IN_A_RECORD = 4;

  /** Opens a file for reading. */
  static SeekableByteChannel open(Path path) throws IOException {
    try {
      return Files.newByteChannel(path);
    } catch (UnsupportedOperationException e) {
      throw notSeekable(path, e);
    }
  }

  /**
   * Reads the footer of a file.
   *
   * @throws IOException if the file cannot be reached, or its provider cannot read it at positions
   * @throws ParquetDamagedException if it is damaged, hostile or encrypted
   */
  static ParquetFile read(SeekableByteChannel channel, Path path, InputLimits limits)
      throws IOException {
    try {
      return read(channel, limits);
    } catch (UnsupportedOperationException e) {
      throw notSeekable(path, e);
    }
  }

  private static IOException notSeekable(Path path, UnsupportedOperationException e) {
    return new IOException(
        "Parquet files are read from their end, but the file system of '"
            + path
            + "' cannot read at a position; copy the file to a disk",
        e);
  }

  private static ParquetFile read(SeekableByteChannel channel, InputLimits limits)
      throws IOException {
    long size = channel.size();
    if (size < MAGIC.length + TAIL_BYTES) {
      throw new ParquetDamagedException(
          "a Parquet file has at least " + (MAGIC.length + TAIL_BYTES) + " bytes, but has " + size);
    }
    ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, size - TAIL_BYTES, tail);
    long length = Integer.toUnsignedLong(tail.flip().getInt());
    checkMagic(StandardCharsets.ISO_8859_1.decode(tail).toString());
    long position = size - TAIL_BYTES - length;
    int maximumLength = limits.maximumRecordBytes() / FOOTERS_IN_A_RECORD;
    if (position < MAGIC.length) {
      throw new ParquetDamagedException(
          "the footer must fit in the file, but claims " + length + " of its " + size + " bytes");
    }
    if (length > maximumLength) {
      throw new ParquetDamagedException(
          "a footer may have a quarter of maximumRecordBytes ("
              + limits.maximumRecordBytes()
              + "), but claims "
              + length
              + "; raise the limit if the file is to be trusted");
    }
    ByteBuffer footer = ByteBuffer.allocate((int) length);
    readFully(channel, position, footer);
    FileMetaData metaData = parse(footer.array());
    checkRowCounts(metaData);
    return new ParquetFile(
        metaData, new ParquetSchema(metaData.schema, limits.maximumDepth()), position);
  }

  private static void checkMagic(String magic) {
    if (magic.equals(ENCRYPTED_MAGIC)) {
      throw encrypted();
    }
    if (!magic.equals(new String(MAGIC, StandardCharsets.US_ASCII))) {
      throw new ParquetDamagedException(
          "a Parquet file must end with PAR1, but ends otherwise: it is cut off or no Parquet file");
    }
  }

  private static FileMetaData parse(byte[] footer) {
    FileMetaData metaData;
    try {
      metaData = Util.readFileMetaData(new ByteArrayInputStream(footer), footer.length);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // the parser checks sizes, but descends as deep as unknown fields are nested
      throw new ParquetDamagedException("the footer is damaged: " + e, e);
    }
    if (metaData.encryption_algorithm != null) {
      throw encrypted();
    }
    return metaData;
  }

  private static void checkRowCounts(FileMetaData metaData) {
    long rowCount = 0;
    for (RowGroup group : metaData.row_groups) {
      if (group.num_rows < 0 || group.num_rows > metaData.num_rows - rowCount) {
        rowCount = -1;
        break;
      }
      rowCount += group.num_rows;
    }
    if (rowCount != metaData.num_rows) {
      throw new ParquetDamagedException(
          "the footer is damaged: its row groups do not have the "
              + metaData.num_rows
              + " rows that it claims");
    }
  }

  private static ParquetDamagedException encrypted() {
    return new ParquetDamagedException(
        "the file is encrypted, which is not supported; decrypt it first");
  }

  /**
   * Fills a buffer from a position on.
   *
   * @return how many bytes that took
   * @throws ParquetDamagedException if the file ends before
   */
  static int readFully(SeekableByteChannel channel, long position, ByteBuffer target)
      throws IOException {
    int count = target.remaining();
    if (count > 0) {
      channel.position(position);
    }
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new ParquetDamagedException("the file ends within its pages: it became shorter");
      }
    }
    return count;
  }
}
