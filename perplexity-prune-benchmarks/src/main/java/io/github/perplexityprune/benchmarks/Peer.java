/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a baseline script in another process.
 *
 * @param python the interpreter, which must have torch
 * @param script takes a folder, a file of token ids and options, and prints a line of JSON
 * @param setting options of every run
 */
record Peer(String python, Path script, List<String> setting) {

  /** The summed negative log-likelihoods of the file that a run wrote with {@code --out}. */
  static double sum(Path scores) {
    try (Stream<String> lines = Files.lines(scores, UTF_8)) {
      return lines
          .mapToDouble(
              line -> JsonParser.parseString(line).getAsJsonObject().get("nll").getAsDouble())
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last line of a run's output. */
  JsonObject run(Path folder, Path ids, String... options) {
    List<String> command = new ArrayList<>(List.of(python, "-W", "ignore", script.toString()));
    command.add(folder.toString());
    command.add(ids.toString());
    command.addAll(setting);
    command.addAll(List.of(options));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(command + " ended with status " + status);
      }
      return JsonParser.parseString(output.substring(output.lastIndexOf('\n') + 1))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(command + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
  }
}
