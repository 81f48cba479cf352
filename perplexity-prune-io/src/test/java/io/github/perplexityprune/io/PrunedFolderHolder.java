/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.nio.file.Path;

/** A process that opens an output folder and then waits to be ended. */
final class PrunedFolderHolder {
  private PrunedFolderHolder() {}

  static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            PrunedFolderHolder.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    try (PrunedFolder folder = PrunedFolder.in(Path.of(arguments[0]))) {
      folder.reject(new RejectedRecord("a.jsonl", 1, "from another process"));
      System.out.println("open");
      System.in.read();
    }
  }
}
