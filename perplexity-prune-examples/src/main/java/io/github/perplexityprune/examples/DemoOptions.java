/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.select.SelectionCriterion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the demo is asked to do.
 *
 * @param command the launcher of {@code perplexity-prune}
 * @param jars where the source jars of the demo's own corpus are
 * @param input the user's own file, instead of that corpus
 * @param keep which documents to keep, as the command has it
 * @param folder where to write to
 */
record DemoOptions(Path command, Path jars, Optional<Path> input, String keep, Path folder) {
  private static final String DEFAULT_KEEP = "low:0.5";
  private static final Pattern KEEP =
      Pattern.compile("(low|medium|high|random):([0-9]*[.]?[0-9]+)");
  private static final long RANDOM_SEED = 0;

  /**
   * Reads {@code demo.command}, {@code demo.jars}, {@code demo.input}, {@code demo.keep} and {@code
   * demo.folder}.
   *
   * @param properties gives a property, or null when it is not set
   * @throws IllegalArgumentException if the input is not a file or the criterion is not known
   */
  static DemoOptions of(UnaryOperator<@Nullable String> properties) {
    Optional<Path> input = given(properties, "demo.input").map(Path::of);
    input.ifPresent(DemoOptions::requireFile);
    DemoOptions options =
        new DemoOptions(
            required(properties, "demo.command"),
            required(properties, "demo.jars"),
            input,
            given(properties, "demo.keep").orElse(DEFAULT_KEEP),
            required(properties, "demo.folder"));
    options.criterion();
    return options;
  }

  private static Optional<String> given(UnaryOperator<@Nullable String> properties, String name) {
    return Optional.ofNullable(properties.apply(name)).filter(text -> !text.isBlank());
  }

  private static Path required(UnaryOperator<@Nullable String> properties, String name) {
    return fromHere(Path.of(given(properties, name).orElseThrow()));
  }

  /** The path from the working folder, if that is the shorter one to read. */
  private static Path fromHere(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
  }

  private static void requireFile(Path input) {
    if (!Files.isRegularFile(input)) {
      throw new IllegalArgumentException(
          "demo.input must be a file of JSON lines, but there is no file "
              + input.toAbsolutePath());
    }
  }

  /** Where the pruned corpus goes: each input has a folder, so that its scores are found again. */
  Path output() {
    String name = input.map(file -> file.getFileName().toString()).orElse("demo");
    return folder.resolve("pruned-" + name);
  }

  SelectionCriterion criterion() {
    Matcher parts = KEEP.matcher(keep);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "demo.keep must be low, medium, high or random and the share to keep, such as medium:0.5, but was '"
              + keep
              + "'");
    }
    double selectionRate = Double.parseDouble(requireNonNull(parts.group(2)));
    return switch (requireNonNull(parts.group(1))) {
      case "low" -> SelectionCriterion.low(selectionRate);
      case "medium" -> SelectionCriterion.medium(selectionRate);
      case "high" -> SelectionCriterion.high(selectionRate);
      default -> SelectionCriterion.random(selectionRate, RANDOM_SEED);
    };
  }
}
