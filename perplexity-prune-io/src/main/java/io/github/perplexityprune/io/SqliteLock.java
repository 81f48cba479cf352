/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a store, held by one opening at a time.
 *
 * <p>It is a lock of the operating system on the file {@code STORE-lock}, so it ends with its
 * process however that ends, and SQLite's own locks stay free for readers. The file holds the
 * process id of its last holder and is never deleted: of two processes, one could then lock a file
 * that is gone.
 */
final class SqliteLock implements AutoCloseable {
  /**
   * Locks of this process. POSIX drops a process's locks on a file as soon as it closes any of its
   * handles on it, so a second opening must be refused before it opens one.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** Beyond the text, which others could otherwise not read where locks are mandatory. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path path;
  private final RandomAccessFile opened;

  private SqliteLock(Path path, RandomAccessFile opened) {
    this.path = path;
    this.opened = opened;
  }

  /**
   * Takes the lock of a store.
   *
   * @throws ScoreStoreException if another opening has it
   */
  static SqliteLock of(Path store) {
    Path path = store.resolveSibling(store.getFileName() + "-lock");
    if (!HELD.add(path)) {
      throw inUse(store, "this process");
    }
    try {
      return new SqliteLock(path, lock(store, path));
    } catch (RuntimeException e) {
      HELD.remove(path);
      throw e;
    }
  }

  private static RandomAccessFile lock(Path store, Path path) {
    try {
      RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
      if (tryLock(opened.getChannel()) == null) {
        opened.close();
        throw inUse(store, "another process (pid " + Files.readString(path).strip() + ")");
      }
      opened.setLength(0);
      opened.write((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
      return opened;
    } catch (IOException e) {
      throw new ScoreStoreException(
          "the score store "
              + store
              + " must be in a folder that can be written to, but "
              + path.getFileName()
              + " cannot be made there; use another folder, or open it for reading",
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    return channel.tryLock(LOCKED_BYTE, 1, /* shared= */ false);
  }

  private static ScoreStoreException inUse(Path store, String holder) {
    return new ScoreStoreException(
        "the score store "
            + store
            + " must be written to by one at a time, but is in use by "
            + holder
            + "; wait for it to end, or open it for reading");
  }

  @Override
  public void close() {
    try {
      opened.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(path);
    }
  }
}
