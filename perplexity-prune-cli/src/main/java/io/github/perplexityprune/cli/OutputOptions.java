/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.io.PrunedFolder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the pruned corpus goes, and in what parts. */
final class OutputOptions implements OptionSection {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([KMG]?)B?");

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FOLDER",
      description = "Folder for the kept documents and manifest.json.")
  private @Nullable Path output;

  @Option(names = "--write-dropped", description = "Write the dropped documents too.")
  private boolean dropped;

  @Option(
      names = "--write-scores",
      description = "Add the score and the verdict to each written record, in fields pp_*.")
  private boolean scores;

  @Option(
      names = "--shard-size",
      paramLabel = "SIZE",
      description = "Begin another file at this size, such as 500M or 2G.")
  private @Nullable String shardSize;

  Path folder() {
    return requireNonNull(output, "picocli sets required options");
  }

  /** Refuses a size that is none, before anything is done. */
  void requireValid() {
    shardBytes();
  }

  PrunedFolder open() {
    PrunedFolder folder = PrunedFolder.in(folder()).withShards(shardBytes());
    folder = dropped ? folder.withDropped() : folder;
    return scores ? folder.withScores() : folder;
  }

  private long shardBytes() {
    long bytes = shardSize == null ? Long.MAX_VALUE : bytes(shardSize);
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "--shard-size must be at least 1 byte, but was '" + shardSize + "'");
    }
    return bytes;
  }

  private static long bytes(String size) {
    Matcher parts = SIZE.matcher(size.toUpperCase(Locale.ROOT));
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "--shard-size must be a number of bytes such as 500M or 2G, but was '" + size + "'");
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "K" -> number << 10;
      case "M" -> number << 20;
      case "G" -> number << 30;
      default -> number;
    };
  }

  @Override
  public String heading() {
    return "What to write";
  }
}
