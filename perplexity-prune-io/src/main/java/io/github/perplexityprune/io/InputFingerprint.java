/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;

/**
 * What a file held when it was read, so that a later run can tell whether it changed.
 *
 * @param name name of the file, see {@link CorpusFile#name()}
 * @param byteCount its size in bytes, as stored
 * @param sha256 SHA-256 of its bytes as stored, 64 hexadecimal digits in lower case
 * @since 0.1
 */
public record InputFingerprint(String name, long byteCount, String sha256) {
  private static final int BLOCK_BYTES = 64 << 10;

  /** Reads a file to its end. */
  static InputFingerprint of(CorpusFile file, ByteSource bytes) {
    Hasher sha256 = Hashing.sha256().newHasher();
    byte[] block = new byte[BLOCK_BYTES];
    long byteCount = 0;
    try (InputStream stored = bytes.open(file)) {
      for (int count; (count = stored.read(block)) >= 0; byteCount += count) {
        sha256.putBytes(block, 0, count);
        if (Thread.currentThread().isInterrupted()) {
          throw new ClosedByInterruptException();
        }
      }
    } catch (IOException e) {
      throw CorpusPass.failure(file.name(), e);
    }
    return new InputFingerprint(file.name(), byteCount, sha256.hash().toString());
  }
}
