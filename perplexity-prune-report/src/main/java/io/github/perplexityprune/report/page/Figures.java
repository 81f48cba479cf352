/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report.page;

import java.time.Duration;
import java.util.Locale;

/** How numbers are written on the page: always the same way, whatever the machine's language. */
public final class Figures {
  /** The exponent above which a perplexity does not fit into a {@code double}. */
  private static final double GREATEST_EXPONENT = Math.log(Double.MAX_VALUE);

  private Figures() {}

  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A number of something, such as {@code 1 document} or {@code 2 documents}. */
  public static String count(long count, String noun) {
    return count(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** A part of a whole in percent; nothing is rounded to none or all. */
  public static String percent(long part, long whole) {
    if (whole == 0) {
      return "none";
    }
    double percent = 100.0 * part / whole;
    if (part > 0 && percent < 0.05) {
      return "<0.1%";
    }
    if (part < whole && percent >= 99.95) {
      return ">99.9%";
    }
    return String.format(Locale.ROOT, "%.1f%%", percent);
  }

  /** A share in percent. */
  public static String percent(double share) {
    double percent = 100 * share;
    return String.format(Locale.ROOT, percent >= 10 ? "%,.0f%%" : "%.2g%%", percent);
  }

  /** A number with its sign. */
  public static String signed(double number, int decimals) {
    return String.format(Locale.ROOT, "%+,." + decimals + "f", number).replace('-', '−');
  }

  /** A number with so many decimals. */
  public static String fixed(double number, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", number).replace('-', '−');
  }

  /** A number of any size, such as {@code 1.2e15}. */
  public static String scientific(double number) {
    return String.format(Locale.ROOT, "%.1e", number).replace("e+", "e");
  }

  /** The perplexity of a mean negative log-likelihood in nats. */
  public static String perplexity(double mean) {
    if (mean > GREATEST_EXPONENT) {
      return String.format(Locale.ROOT, "e^%.1f", mean);
    }
    double perplexity = Math.exp(mean);
    boolean plain = perplexity >= 0.05 && perplexity < 1e6;
    return String.format(Locale.ROOT, plain ? "%,.1f" : "%.2e", perplexity);
  }

  /** A mean negative log-likelihood. */
  public static String nats(double mean) {
    return String.format(Locale.ROOT, "%.3f", mean);
  }

  /** A round number on an axis, as short as can be. */
  public static String tick(double round) {
    if (Math.abs(round) >= 1e6 || (round != 0 && Math.abs(round) < 1e-3)) {
      return String.format(Locale.ROOT, "%.0e", round)
          .replaceFirst("e([+-])0?", "e$1")
          .replace("+", "");
    }
    return String.format(Locale.ROOT, "%,.3f", round).replaceFirst("\\.?0+$", "");
  }

  /** What {@code exp(logarithm)} is, also where a {@code double} cannot hold it. */
  public static String exponentialTick(double logarithm) {
    return logarithm > GREATEST_EXPONENT
        ? "1e" + Math.round(logarithm / Math.log(10))
        : tick(Math.exp(logarithm));
  }

  /** A multiple of a step on an axis, with as many decimals as the step has. */
  public static String tick(double round, double step) {
    double decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return Math.abs(round) >= 1e6 || decimals > 3
        ? tick(round)
        : String.format(Locale.ROOT, "%,." + (int) decimals + "f", round + 0.0);
  }

  /** A rate or another number of any size, to about three digits. */
  public static String compact(double number) {
    return String.format(Locale.ROOT, number >= 100 ? "%,.0f" : "%.3g", number);
  }

  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1e3);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%,d h %02d min", seconds / 3600, seconds / 60 % 60);
  }

  /** Tokens a second. */
  public static String rate(long tokens, Duration duration) {
    double seconds = duration.toNanos() / 1e9;
    return seconds > 0 ? compact(tokens / seconds) + " tokens/s" : "too fast to tell";
  }

  /** A length on the screen, in pixels. */
  public static String pixels(double length) {
    String text = String.format(Locale.ROOT, "%.1f", length);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
