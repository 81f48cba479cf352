/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.reference.ReferenceModelConfig;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shapes of models as they are written on the command line. */
final class ModelShape {
  private static final List<String> NAMES = List.of("tiny", "small", "mpt125m");

  private static final Pattern SIZES =
      Pattern.compile("([0-9]{1,4})x([0-9]{1,5})(?:/([0-9]{1,6}))?(?:/([0-9]{1,6}))?");

  private ModelShape() {}

  /** The shapes that have a name, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }

  /**
   * The shape that a text names.
   *
   * @param option which option it was given for, for the message
   * @throws IllegalArgumentException if it names none
   */
  static ReferenceModelConfig of(String option, String shape) {
    return switch (shape) {
      case "tiny" -> ReferenceModelConfig.tiny();
      case "small" -> ReferenceModelConfig.small();
      case "mpt125m" -> ReferenceModelConfig.mpt125m();
      default -> sized(option, shape);
    };
  }

  private static ReferenceModelConfig sized(String option, String shape) {
    Matcher sizes = SIZES.matcher(shape);
    if (!sizes.matches()) {
      throw new IllegalArgumentException(
          option
              + " must be tiny, small, mpt125m or LAYERSxWIDTH[/VOCABULARY[/CONTEXT]] such as 8x512 or"
              + " 4x256/2048/256, but was '"
              + shape
              + "'");
    }
    ReferenceModelConfig small = ReferenceModelConfig.small();
    int width = Integer.parseInt(requireNonNull(sizes.group(2)));
    return new ReferenceModelConfig(
        small.architecture(),
        Integer.parseInt(requireNonNull(sizes.group(1))),
        width,
        Math.max(1, width >= 256 ? width / 64 : width / 32),
        4 * width,
        number(sizes.group(4), small.contextLength()),
        number(sizes.group(3), small.vocabularySize()));
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }
}
