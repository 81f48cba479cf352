/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.select.Boundary;
import io.github.perplexityprune.select.SelectionCriterion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How bands are placed, and how they are written on the command line. */
final class BandOptions {
  private static final String NUMBER = "([0-9]*[.]?[0-9]+)";
  private static final Pattern SHARE = Pattern.compile("(low|medium|high|random):" + NUMBER);
  private static final Pattern TOKENS = Pattern.compile("(low|medium|high|random):([0-9_]+)tokens");
  private static final Pattern BETWEEN =
      Pattern.compile("(percentiles|perplexity):" + NUMBER + "-" + NUMBER);

  @Option(
      names = "--per-domain",
      description = "Place the band within each domain, so that each keeps the same share.")
  private boolean perDomain;

  @Option(names = "--by-tokens", description = "Count tokens in place of documents for the share.")
  private boolean byTokens;

  @Option(
      names = "--minimum-tokens",
      paramLabel = "COUNT",
      description = "Do not rank, and so do not keep, shorter documents.")
  private @Nullable Long minimumTokens;

  @Option(
      names = "--boundary",
      defaultValue = "exact",
      paramLabel = "RULE",
      description =
          "exact keeps just the share asked for; paper applies the published open interval (default:"
              + " ${DEFAULT-VALUE}).")
  private Boundary boundary = Boundary.EXACT;

  boolean isPerDomain() {
    return perDomain;
  }

  /** The criterion of a band. A random selection is drawn with the seed. */
  SelectionCriterion criterion(String keep, long seed) {
    SelectionCriterion criterion = band(keep, seed);
    criterion = perDomain ? criterion.perDomain() : criterion;
    criterion = byTokens ? criterion.byTokens() : criterion;
    criterion = minimumTokens == null ? criterion : criterion.minimumTokens(minimumTokens);
    return boundary == Boundary.EXACT ? criterion : criterion.boundary(boundary);
  }

  private static SelectionCriterion band(String keep, long seed) {
    Matcher share = SHARE.matcher(keep);
    if (share.matches()) {
      return share(group(share, 1), Double.parseDouble(group(share, 2)), seed);
    }
    Matcher tokens = TOKENS.matcher(keep);
    if (tokens.matches()) {
      return tokens(group(tokens, 1), Long.parseLong(group(tokens, 2).replace("_", "")), seed);
    }
    Matcher between = BETWEEN.matcher(keep);
    if (between.matches()) {
      double from = Double.parseDouble(group(between, 2));
      double to = Double.parseDouble(group(between, 3));
      return group(between, 1).equals("percentiles")
          ? SelectionCriterion.percentiles(from, to)
          : SelectionCriterion.perplexityBetween(from, to);
    }
    throw new IllegalArgumentException(
        "--keep must be a band such as medium:0.5, low:2000000tokens, percentiles:20-80 or"
            + " perplexity:5-100, but was '"
            + keep
            + "'");
  }

  private static SelectionCriterion share(String band, double rate, long seed) {
    return switch (band) {
      case "low" -> SelectionCriterion.low(rate);
      case "medium" -> SelectionCriterion.medium(rate);
      case "high" -> SelectionCriterion.high(rate);
      default -> SelectionCriterion.random(rate, seed);
    };
  }

  private static SelectionCriterion tokens(String band, long tokens, long seed) {
    return switch (band) {
      case "low" -> SelectionCriterion.lowTokens(tokens);
      case "medium" -> SelectionCriterion.mediumTokens(tokens);
      case "high" -> SelectionCriterion.highTokens(tokens);
      default -> SelectionCriterion.randomTokens(tokens, seed);
    };
  }

  private static String group(Matcher matcher, int index) {
    return requireNonNull(matcher.group(index));
  }
}
