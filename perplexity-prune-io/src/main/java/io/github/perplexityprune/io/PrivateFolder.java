/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A folder that only its owner may enter, where the file system knows users, for what is not whole
 * yet. What is moved out of it has the permissions that it would have had without it.
 */
final class PrivateFolder implements Closeable {
  private final Path path;

  private PrivateFolder(Path path) {
    this.path = path;
  }

  /** The folder of this path, made or emptied. */
  static PrivateFolder at(Path path) throws IOException {
    PrivateFolder folder = new PrivateFolder(path);
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      folder.clear();
    } else {
      Files.createDirectory(path, readableByOwner(path));
    }
    return folder;
  }

  /** A folder of its own in the folder that a file is in. */
  static PrivateFolder beside(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    return new PrivateFolder(
        Files.createTempDirectory(absolute.getParent(), "." + absolute.getFileName() + "-"));
  }

  private static FileAttribute<?>[] readableByOwner(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  /** Forces all that is in it to its device: contents before the names that lead to them. */
  void force() throws IOException {
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            force(file, StandardOpenOption.WRITE);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            forceNames(folder);
            return super.postVisitDirectory(folder, e);
          }
        });
  }

  /** Forces the names in a folder to its device, where the system has a way to do so. */
  static void forceNames(Path folder) throws IOException {
    try {
      force(folder, StandardOpenOption.READ);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return; // Windows opens no folders, some file systems force none
    }
  }

  private static void force(Path path, OpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(/* metaData= */ true);
    }
  }

  /** Removes all that is in it. */
  void clear() throws IOException {
    MoreFiles.deleteDirectoryContents(path, RecursiveDeleteOption.ALLOW_INSECURE);
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() throws IOException {
    if (Files.exists(path)) {
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
