/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/** The content of a file of one or more zstd frames; skippable frames give nothing. */
final class ZstdFrames extends BlockInputStream {
  /**
   * What one call decompresses at most. When zstd meets damage it takes back what the same call
   * gave before it, so this bounds what is lost before the damage.
   */
  private static final int BLOCK_BYTES = 16 << 10;

  private final ZstdInputStreamNoFinalizer frames;
  private final int maximumWindowLog;

  ZstdFrames(InputStream file, int maximumWindowLog) throws IOException {
    this.frames = new ZstdInputStreamNoFinalizer(file);
    this.maximumWindowLog = maximumWindowLog;
    frames.setLongMax(maximumWindowLog);
  }

  /** Whether the bytes begin a frame, or one that is to be skipped. */
  static boolean isStart(byte[] bytes) {
    if (bytes.length < 4) {
      return false;
    }
    int first = bytes[0] & 0xff;
    boolean frame =
        first == 0x28 && bytes[1] == (byte) 0xb5 && bytes[2] == 0x2f && bytes[3] == (byte) 0xfd;
    boolean skippable =
        (first & 0xf0) == 0x50 && bytes[1] == 0x2a && bytes[2] == 0x4d && bytes[3] == 0x18;
    return frame || skippable;
  }

  @Override
  protected int readBlock(byte[] block, int offset, int length) throws IOException {
    try {
      return frames.read(block, offset, Math.min(length, BLOCK_BYTES));
    } catch (ZstdIOException e) {
      throw new DamagedFileException(reason(e), e);
    }
  }

  private String reason(ZstdIOException e) {
    if (e.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()) {
      return "a zstd frame asks for a window of more than 2^"
          + maximumWindowLog
          + " bytes (InputLimits.maximumWindowLog)";
    }
    return "its zstd data is corrupt or cut off (" + e.getMessage() + ")";
  }

  @Override
  public void close() throws IOException {
    frames.close();
  }
}
