/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The numbers of a store's rows in a private temporary file of {@link SqliteRow#BYTES} a document:
 * a pass over it costs neither SQL nor heap, and a selection makes several.
 *
 * <p>It is read and written without a channel, which an interrupt would close.
 */
final class SqliteRowFile implements AutoCloseable {
  private static final int BLOCK_ROWS = 1 << 12;
  private static final int BLOCK_BYTES = BLOCK_ROWS * SqliteRow.BYTES;

  private final RandomAccessFile file;
  private long rowCount;

  /** The rows last read, changed or appended; all rows of the file at first. */
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);

  private long blockFirst;
  private boolean blockChanged;

  private SqliteRowFile(RandomAccessFile file) {
    this.file = file;
  }

  static SqliteRowFile create() {
    try {
      Path path = Files.createTempFile("perplexity-prune-scores", ".tmp");
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      unlink(path.toFile());
      return new SqliteRowFile(file);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Where open files can be deleted, nothing is left even if the process is killed. */
  private static void unlink(File file) {
    if (!file.delete()) {
      file.deleteOnExit();
    }
  }

  private static UncheckedIOException failure(IOException e) {
    return new UncheckedIOException(
        "the folder for temporary files ("
            + System.getProperty("java.io.tmpdir")
            + ") must have room for "
            + SqliteRow.BYTES
            + " bytes a document while a score store is read: "
            + e.getMessage()
            + "; make room, or name another with -Djava.io.tmpdir",
        e);
  }

  void append(double negativeLogLikelihood, long counts, long kinds) {
    rowCount++;
    set(rowCount - 1, negativeLogLikelihood, counts, kinds);
  }

  /** Replaces a row. */
  void set(long ordinal, double negativeLogLikelihood, long counts, long kinds) {
    SqliteRow.write(block, offsetInBlock(ordinal), negativeLogLikelihood, counts, kinds);
    blockChanged = true;
  }

  void read(long ordinal, SqliteRow into) {
    into.read(ordinal, block, offsetInBlock(ordinal));
  }

  /** Visits all rows with one object, whose content changes. */
  void forEach(SqliteRow row, Consumer<? super SqliteRow> visitor) {
    save();
    ByteBuffer own = ByteBuffer.allocate(BLOCK_BYTES);
    long rows = rowCount;
    for (long first = 0; first < rows; first += BLOCK_ROWS) {
      load(first, own.array());
      int blockRows = (int) Math.min(BLOCK_ROWS, rows - first);
      for (int i = 0; i < blockRows; i++) {
        row.read(first + i, own, i * SqliteRow.BYTES);
        visitor.accept(row);
      }
    }
  }

  private int offsetInBlock(long ordinal) {
    int index = (int) (ordinal % BLOCK_ROWS);
    if (ordinal - index != blockFirst) {
      save();
      blockFirst = ordinal - index;
      load(blockFirst, block.array());
    }
    return index * SqliteRow.BYTES;
  }

  private void save() {
    if (blockChanged) {
      try {
        file.seek(blockFirst * SqliteRow.BYTES);
        file.write(block.array());
      } catch (IOException e) {
        throw failure(e);
      }
      blockChanged = false;
    }
  }

  /** Only whole blocks are saved, so that one begun anew is the only one that is not there. */
  private void load(long first, byte[] into) {
    try {
      file.seek(first * SqliteRow.BYTES);
      if (file.length() > first * SqliteRow.BYTES) {
        file.readFully(into);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
