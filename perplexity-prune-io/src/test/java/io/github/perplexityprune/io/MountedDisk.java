/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory; tests that need one are skipped where it cannot be mounted. */
record MountedDisk(Path path) implements AutoCloseable {

  static MountedDisk at(Path path, String options) throws IOException {
    Files.createDirectories(path);
    assumeThat(run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()))
        .as("exit status of mount, which needs root")
        .isZero();
    return new MountedDisk(path);
  }

  void remount(String options) {
    run("mount", "-o", "remount," + options, path.toString());
  }

  /** Fails when a file in it is still open. */
  @Override
  public void close() {
    assertThat(run("umount", path.toString())).as("exit status of umount").isZero();
  }

  private static int run(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .start()
          .onExit()
          .join()
          .exitValue();
    } catch (IOException e) {
      return -1; // there is no such command
    }
  }
}
