/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/** Bytes in the forms that files are compressed in. */
final class Compressed {
  private Compressed() {}

  /** One gzip member. */
  static byte[] gzip(byte[] content) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** One zstd frame with a checksum. */
  static byte[] zstd(byte[] content) {
    return zstd(content, /* windowLog= */ 17);
  }

  /** One zstd frame that asks for a window of 2^windowLog bytes. */
  static byte[] zstd(byte[] content, int windowLog) {
    var bytes = new ByteArrayOutputStream();
    try (var zstd = new ZstdOutputStreamNoFinalizer(bytes)) {
      zstd.setChecksum(true);
      zstd.setLong(windowLog);
      zstd.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A zstd frame that readers skip. */
  static byte[] skippableFrame(byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x184D2A53)
        .putInt(content.length)
        .put(content)
        .array();
  }
}
