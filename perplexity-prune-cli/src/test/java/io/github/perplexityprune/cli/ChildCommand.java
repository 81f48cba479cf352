/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real command, or another main class of these tests, in a process of its own. */
final class ChildCommand {
  private static final long LONGEST_SECONDS = 7200;

  private final List<String> javaOptions = new ArrayList<>();
  private String classPath = System.getProperty("java.class.path");
  private String mainClass = PerplexityPrune.class.getName();
  private Redirect input = Redirect.PIPE;

  private ChildCommand() {}

  static ChildCommand create() {
    return new ChildCommand();
  }

  /** A process, and the file that has what it printed. */
  record Running(Process process, Path output) {

    /** Waits for the end and gives the exit code. */
    int exitCode() throws InterruptedException {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the process did not end: " + printed());
      }
      return process.exitValue();
    }

    String printed() {
      try {
        return Files.readString(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Runs it in so many MiB of heap. */
  ChildCommand withHeap(int mebibytes) {
    javaOptions.add("-Xmx" + mebibytes + "m");
    return this;
  }

  /** Gives it a file as its standard input. */
  ChildCommand withInput(Path file) {
    input = Redirect.from(file.toFile());
    return this;
  }

  ChildCommand withMain(Class<?> main) {
    mainClass = main.getName();
    return this;
  }

  /**
   * Runs it with the plain Java engine, which starts and trains in no time, in place of PyTorch.
   */
  ChildCommand withToyEngine() {
    classPath =
        Stream.concat(
                Stream.of(ToyEngine.serviceFolder().toString()),
                Arrays.stream(classPath.split(File.pathSeparator))
                    .filter(entry -> !entry.contains("perplexity-prune-djl")))
            .collect(Collectors.joining(File.pathSeparator));
    return this;
  }

  /** What starts it, to be run by something else. */
  List<String> words(Object... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-XX:TieredStopAtLevel=1"); // these processes are short
    words.add("-XX:+UseSerialGC");
    words.add("-Dai.djl.offline=true");
    words.addAll(javaOptions);
    words.add("-cp");
    words.add(classPath);
    words.add(mainClass);
    Stream.of(arguments).map(Object::toString).forEach(words::add);
    return words;
  }

  Running start(Path output, Object... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words(arguments));
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    builder.environment().put("OPT_OUT_TRACKING", "true");
    builder.redirectInput(input).redirectErrorStream(true).redirectOutput(output.toFile());
    return new Running(builder.start(), output);
  }
}
