/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write to a place, held by one opening at a time.
 *
 * <p>It is a lock of the operating system on a file, so it ends with its process however that ends.
 * The file holds the process id of its last holder and is never deleted: of two processes, one
 * could then lock a file that is gone.
 */
final class WriteLock implements AutoCloseable {
  /**
   * Locks of this process. POSIX drops a process's locks on a file as soon as it closes any of its
   * handles on it, so a second opening must be refused before it opens one.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  /** Beyond the text, which others could otherwise not read where locks are mandatory. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path path;
  private final RandomAccessFile opened;

  private WriteLock(Path path, RandomAccessFile opened) {
    this.path = path;
    this.opened = opened;
  }

  /** Thrown when another opening has the lock; its message names that. */
  static final class HeldException extends IOException {
    private static final long serialVersionUID = 1L;

    private HeldException(String holder) {
      super(holder);
    }
  }

  /**
   * Takes a lock.
   *
   * @param path the file to lock, made if it is not there; always named by the same path
   * @throws HeldException if another opening has it
   * @throws IOException if the file cannot be made
   */
  static WriteLock of(Path path) throws IOException {
    if (!HELD.add(path)) {
      throw new HeldException("this process");
    }
    try {
      return new WriteLock(path, lock(path));
    } catch (IOException | RuntimeException e) {
      HELD.remove(path);
      throw e;
    }
  }

  private static RandomAccessFile lock(Path path) throws IOException {
    RandomAccessFile opened = new RandomAccessFile(path.toFile(), "rw");
    try {
      FileLock lock = opened.getChannel().tryLock(LOCKED_BYTE, 1, /* shared= */ false);
      if (lock == null) {
        throw new HeldException("another process (pid " + Files.readString(path).strip() + ")");
      }
      opened.setLength(0);
      opened.write((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII));
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
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
