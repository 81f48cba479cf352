/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The replacing of what a folder holds by something that is begun in a private folder inside it.
 * One at a time may do so.
 */
final class Publication implements Closeable {
  static final String KEPT = "kept";
  static final String DROPPED = "dropped";
  static final String REJECTS = "rejects.jsonl";
  static final String MANIFEST = "manifest.json";
  private static final List<String> PARTS = List.of(KEPT, DROPPED, REJECTS);
  private static final String WRITING = ".writing";
  private static final String LOCK = ".lock";

  private final Path folder;
  private final WriteLock lock;
  private final PrivateFolder writing;

  private Publication(Path folder, WriteLock lock) throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.writing = PrivateFolder.at(folder.resolve(WRITING));
  }

  /**
   * Begins with nothing. The folder is made if it is not there.
   *
   * @throws IllegalArgumentException if the folder has documents or a manifest that were not
   *     written here, or is not in the default file system
   * @throws WriteLock.HeldException if another one is open
   */
  static Publication in(Path folder) throws IOException {
    requireOurs(folder);
    Path real = Files.createDirectories(folder.toAbsolutePath().normalize()).toRealPath();
    WriteLock lock = WriteLock.of(real.resolve(LOCK));
    try {
      return new Publication(real, lock);
    } catch (IOException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  /** What is replaced must have been written here: then there is a manifest or a begin of one. */
  private static void requireOurs(Path folder) {
    if (!folder.getFileSystem().equals(FileSystems.getDefault())) {
      throw new IllegalArgumentException(
          "the output folder must be in the default file system, but was " + folder.toUri());
    }
    Path manifest = folder.resolve(MANIFEST);
    boolean ours = Manifest.isAt(manifest) || Files.exists(folder.resolve(WRITING));
    if (!ours && (hasDocuments(folder) || Files.exists(manifest))) {
      throw new IllegalArgumentException(
          "the output folder must be empty or hold an earlier result, but "
              + folder
              + (Files.exists(manifest)
                  ? " has a " + MANIFEST + " of something else"
                  : " has documents and no " + MANIFEST)
              + "; choose another folder");
    }
  }

  private static boolean hasDocuments(Path folder) {
    return Files.exists(folder.resolve(KEPT)) || Files.exists(folder.resolve(DROPPED));
  }

  /** Where to write what will have a name in the folder. */
  Path begun(String name) {
    return writing.resolve(name);
  }

  /**
   * Checks that a file is not of what will be replaced: its documents would be there twice, and
   * vanish while they are read.
   *
   * @throws IllegalArgumentException if it is
   */
  void requireOutside(CorpusFile source) throws IOException {
    Path path = source.path();
    if (Files.exists(path)
        && PARTS.stream().map(folder::resolve).anyMatch(path.toRealPath()::startsWith)) {
      throw new IllegalArgumentException(
          "what is written must not be what is read, but the input "
              + path
              + " is of an earlier result in "
              + folder
              + "; choose another folder or other inputs");
    }
  }

  /**
   * Moves what is begun into the folder. An earlier result loses its manifest before anything else
   * changes, and the new one comes when all else is in its place, on the device too: what a
   * manifest names is always there.
   */
  void publish() throws IOException {
    writing.force();
    Path replaced = Files.createDirectory(writing.resolve("replaced"));
    moveIfThere(folder.resolve(MANIFEST), replaced.resolve(MANIFEST));
    PrivateFolder.forceNames(folder);
    for (String part : PARTS) {
      moveIfThere(folder.resolve(part), replaced.resolve(part));
      moveIfThere(writing.resolve(part), folder.resolve(part));
    }
    PrivateFolder.forceNames(folder);
    moveIfThere(writing.resolve(MANIFEST), folder.resolve(MANIFEST));
    PrivateFolder.forceNames(folder);
  }

  private static void moveIfThere(Path from, Path to) throws IOException {
    if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Removes what was begun and not published. Rejects stay when there is nothing else to look at.
   */
  @Override
  public void close() throws IOException {
    try (lock) {
      if (Files.exists(folder.resolve(MANIFEST))) {
        writing.close();
      } else if (hasDocuments(folder)) {
        writing.clear(); // moving them failed; the empty folder says that they are ours
      } else {
        moveIfThere(writing.resolve(REJECTS), folder.resolve(REJECTS));
        writing.close();
      }
    }
  }

  /** Names the folder. */
  @Override
  public String toString() {
    return "the folder " + folder;
  }
}
