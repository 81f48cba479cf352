/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static io.github.perplexityprune.select.Boundary.PAPER;
import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.lowTokens;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.percentiles;
import static io.github.perplexityprune.select.SelectionCriterion.perplexityBetween;
import static io.github.perplexityprune.select.SelectionCriterion.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.select.SelectionCriterion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README quotes code that is compiled and run here: regions between tag and end comments. */
class ReadmeTests {
  private static final Path README = Path.of("../README.md");
  private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern MARK = Pattern.compile("// (tag|end)::(\\w+)\\[]");
  private static final Pattern CRITERIA_TABLE = Pattern.compile("(?s)\\| Criterion \\|(.*?)\n\n");
  private static final Pattern CODE_CELL = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  @Test
  void everyJavaBlockIsARegionOfAnExample() {
    List<String> blocks = matches(JAVA_BLOCK, read(README));

    assertThat(blocks).isNotEmpty();
    assertThat(regions().values()).containsAll(blocks.stream().map(ReadmeTests::plain).toList());
  }

  @Test
  void everyRegionIsQuoted() {
    List<String> blocks =
        matches(JAVA_BLOCK, read(README)).stream().map(ReadmeTests::plain).toList();

    assertThat(blocks).containsAll(regions().values());
  }

  @Test
  void everyCriterionInTheTableIsWrittenAsInCode() {
    List<SelectionCriterion> criteria =
        List.of(
            low(0.5),
            medium(0.5),
            high(0.5),
            percentiles(25, 75),
            perplexityBetween(10, 200),
            random(0.5, 1),
            lowTokens(1_000_000),
            medium(0.5).perDomain(),
            medium(0.5).byTokens(),
            low(0.5).minimumTokens(16),
            low(0.5).keepUnscored(),
            high(0.5).boundary(PAPER));

    assertThat(matches(CODE_CELL, matches(CRITERIA_TABLE, read(README)).get(0)))
        .containsExactlyElementsOf(criteria.stream().map(SelectionCriterion::toString).toList());
  }

  private static List<String> matches(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** By name; the parts of a region that is in several parts are joined. */
  private static Map<String, String> regions() {
    Map<String, String> regions = new TreeMap<>();
    for (String sources : List.of("src", "../perplexity-prune-spark/src")) {
      try (Stream<Path> files = Files.walk(Path.of(sources))) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(file -> add(file, regions));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return regions;
  }

  private static void add(Path file, Map<String, String> regions) {
    String open = "";
    for (String line : read(file).lines().toList()) {
      Matcher mark = MARK.matcher(line.strip());
      if (mark.matches()) {
        open = mark.group(1).equals("tag") ? mark.group(2) : "";
      } else if (!open.isEmpty()) {
        regions.merge(open, plain(line), String::concat);
      }
    }
  }

  /** Without indentation and blank lines. */
  private static String plain(String code) {
    StringBuilder plain = new StringBuilder();
    code.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> plain.append(line).append('\n'));
    return plain.toString();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
