/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process that fills a store. */
final class SqliteProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private SqliteProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static SqliteProcess start(Path store, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-Djava.io.tmpdir=" + store.getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                SqliteFilling.class.getName(),
                store.toString()));
    command.addAll(List.of(more));
    return new SqliteProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  long pid() {
    return process.pid();
  }

  /** Waits for a line; null when the process has ended. */
  String readLine() throws IOException {
    return output.readLine();
  }

  /** Kills the process, as {@code kill -9} does, and returns once it is gone. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
