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
 * What the demo was asked to do.
 *
 * @param corpus a folder of source jars
 * @param input the user's own JSONL file, to be used instead
 * @param criterion which documents to keep
 */
record DemoOptions(Path corpus, Optional<Path> input, SelectionCriterion criterion) {
  private static final String DEFAULT_CORPUS = "target/demo-corpus";
  private static final String DEFAULT_KEEP = "low:0.5";
  private static final Pattern KEEP =
      Pattern.compile("(low|medium|high|random):([0-9]*[.]?[0-9]+)");
  private static final long RANDOM_SEED = 0;

  /**
   * Reads {@code demo.corpus}, {@code demo.input} and {@code demo.keep}.
   *
   * @param properties gives a property, or null when it is not set
   * @throws IllegalArgumentException if the input is not a file or the criterion is not known
   */
  static DemoOptions of(UnaryOperator<@Nullable String> properties) {
    Optional<Path> input = given(properties, "demo.input").map(Path::of);
    input.ifPresent(DemoOptions::requireFile);
    return new DemoOptions(
        Path.of(given(properties, "demo.corpus").orElse(DEFAULT_CORPUS)),
        input,
        criterion(given(properties, "demo.keep").orElse(DEFAULT_KEEP)));
  }

  private static Optional<String> given(UnaryOperator<@Nullable String> properties, String name) {
    return Optional.ofNullable(properties.apply(name)).filter(text -> !text.isBlank());
  }

  private static void requireFile(Path input) {
    if (!Files.isRegularFile(input)) {
      throw new IllegalArgumentException(
          "demo.input must be a JSONL file, but there is no file " + input.toAbsolutePath());
    }
  }

  private static SelectionCriterion criterion(String keep) {
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
