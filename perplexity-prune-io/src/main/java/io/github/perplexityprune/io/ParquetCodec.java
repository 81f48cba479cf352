/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.github.luben.zstd.Zstd;
import com.google.common.io.ByteStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.CompressionCodec;
import org.xerial.snappy.Snappy;

/** How the pages of a column are compressed. */
enum ParquetCodec {
  UNCOMPRESSED {
    @Override
    byte[] decompress(byte[] page, int offset, int size) throws IOException {
      if (page.length - offset != size) {
        throw new IOException("it has " + (page.length - offset) + " bytes");
      }
      return offset == 0 ? page : Arrays.copyOfRange(page, offset, page.length);
    }

    @Override
    byte[] compress(byte[] page) {
      return page;
    }
  },
  SNAPPY {
    @Override
    byte[] decompress(byte[] page, int offset, int size) throws IOException {
      int length = page.length - offset;
      if (Snappy.uncompressedLength(page, offset, length) != size) {
        throw new IOException("its compressed bytes say otherwise");
      }
      byte[] bytes = new byte[size];
      Snappy.uncompress(page, offset, length, bytes, 0);
      return bytes;
    }

    @Override
    byte[] compress(byte[] page) throws IOException {
      return Snappy.compress(page);
    }
  },
  GZIP {
    @Override
    byte[] decompress(byte[] page, int offset, int size) throws IOException {
      byte[] bytes = new byte[size];
      try (GZIPInputStream gzip =
          new GZIPInputStream(new ByteArrayInputStream(page, offset, page.length - offset))) {
        ByteStreams.readFully(gzip, bytes);
        if (gzip.read() >= 0) {
          throw new IOException("it has more");
        }
      }
      return bytes;
    }

    @Override
    byte[] compress(byte[] page) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(page);
      }
      return bytes.toByteArray();
    }
  },
  ZSTD {
    @Override
    byte[] decompress(byte[] page, int offset, int size) throws IOException {
      byte[] bytes = new byte[size];
      long length = Zstd.decompressByteArray(bytes, 0, size, page, offset, page.length - offset);
      if (Zstd.isError(length)) {
        throw new IOException(Zstd.getErrorName(length));
      }
      if (length != size) {
        throw new IOException("it has " + length);
      }
      return bytes;
    }

    @Override
    byte[] compress(byte[] page) {
      return Zstd.compress(page);
    }
  };

  /**
   * The codec of a column chunk.
   *
   * @throws ParquetDamagedException if it is not one of these
   */
  static ParquetCodec of(ColumnChunk chunk) {
    CompressionCodec codec = chunk.meta_data.codec;
    if (codec == null) {
      throw new ParquetDamagedException("pages are compressed with a codec that is not known");
    }
    for (ParquetCodec known : values()) {
      if (known.name().equals(codec.name())) {
        return known;
      }
    }
    throw new ParquetDamagedException(
        "pages must be compressed with one of "
            + Arrays.toString(values())
            + ", but are with "
            + codec
            + "; write the file again with one of them");
  }

  /** Its name in a file. */
  CompressionCodec inFile() {
    return CompressionCodec.valueOf(name());
  }

  /**
   * The bytes of a page from an offset on, decompressed.
   *
   * @param size how many they must be; so many are allocated
   * @throws IOException if they are damaged or not so many
   */
  abstract byte[] decompress(byte[] page, int offset, int size) throws IOException;

  abstract byte[] compress(byte[] page) throws IOException;
}
