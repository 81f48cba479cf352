/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * JSON lines that come in once, kept in a temporary file so that they can be read again. The file
 * loses its name as soon as it is open, where the system allows it, so that it is gone when the
 * process is, however that ends.
 */
final class StandardInput implements ByteSource {
  /** What a caller names it by. */
  static final String NAME = "-";

  private static final int BLOCK_BYTES = 64 << 10;

  private final ReadableByteChannel in;
  private @Nullable FileChannel kept;

  StandardInput(ReadableByteChannel in) {
    this.in = in;
  }

  /** That of the process; a thread that waits for it can be interrupted. */
  static StandardInput ofProcess() {
    return new StandardInput(new FileInputStream(FileDescriptor.in).getChannel());
  }

  /** The one file that it is, read to its end. */
  CorpusFile file() {
    try {
      return new CorpusFile(
          Path.of(NAME),
          "standard-input.jsonl",
          CorpusFormat.JSON_LINES,
          Compression.NONE,
          kept().size());
    } catch (IOException e) {
      throw CorpusPass.failure("standard input", e);
    }
  }

  private FileChannel kept() throws IOException {
    if (kept == null) {
      Path file = Files.createTempFile("standard-input-", ".jsonl");
      kept =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      copy(in, kept);
    }
    return kept;
  }

  private static void copy(ReadableByteChannel in, FileChannel kept) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect(BLOCK_BYTES);
    while (in.read(block) >= 0) {
      block.flip();
      while (block.hasRemaining()) {
        write(block, kept);
      }
      block.clear();
    }
  }

  private static void write(ByteBuffer block, FileChannel kept) throws IOException {
    try {
      kept.write(block);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "it is kept in "
              + System.getProperty("java.io.tmpdir")
              + " to be read several times, which failed after "
              + kept.size()
              + " bytes: "
              + e.getMessage()
              + "; set java.io.tmpdir to a folder with more room, or write it to a file",
          e);
    }
  }

  @Override
  public InputStream open(CorpusFile file) throws IOException {
    return new Pass(kept());
  }

  /** One reading from the start. */
  private static final class Pass extends InputStream {
    private final FileChannel kept;
    private long position;

    Pass(FileChannel kept) {
      this.kept = kept;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] block, int offset, int length) throws IOException {
      int count = kept.read(ByteBuffer.wrap(block, offset, length), position);
      position += Math.max(0, count);
      return count;
    }
  }

  @Override
  public String toString() {
    return "standard input";
  }
}
