/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Where numbers lie on the screen: a linear map of {@code [from, to]} to pixels.
 *
 * @param from what lies at {@code start}
 * @param to what lies at {@code end}; not {@code from}
 */
public record Scale(double from, double to, double start, double end) {
  private static final double[][] DIGITS = {{1, 2, 5}, {1, 2, 3, 5, 7}, {1, 1.5, 2, 3, 4, 5, 6, 8}};

  /** A place on an axis and what is written there. */
  public record Tick(double at, String label) {}

  public double at(double number) {
    return start + (number - from) / (to - from) * (end - start);
  }

  /** As {@link #at}, but never outside. */
  public double within(double number) {
    return at(Math.max(from, Math.min(to, number)));
  }

  public boolean contains(double number) {
    return number >= from && number <= to;
  }

  private double length() {
    return Math.abs(end - start);
  }

  /** Round numbers at least {@code spacing} pixels apart. */
  public List<Tick> ticks(double spacing) {
    List<Double> rounds = rounds(from, to, (to - from) * spacing / length());
    double step = rounds.size() > 1 ? rounds.get(1) - rounds.get(0) : 1;
    return rounds.stream().map(round -> new Tick(round, Figures.tick(round, step))).toList();
  }

  /**
   * Natural logarithms of round numbers, at least {@code spacing} pixels apart: the second scale of
   * an axis of mean negative log-likelihoods.
   */
  public List<Tick> exponentialTicks(double spacing) {
    List<Double> candidates = new ArrayList<>();
    if (to - from < Math.log(4)) {
      // a step is shortest on the screen at the upper end
      double step = Math.exp(to) * (to - from) * spacing / length();
      rounds(Math.exp(from), Math.exp(to), step).forEach(round -> candidates.add(Math.log(round)));
    } else {
      candidates.addAll(logarithms(spacing));
    }
    List<Tick> ticks = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (double tick : candidates) {
      if (contains(tick) && Math.abs(at(tick) - last) >= spacing) {
        ticks.add(new Tick(tick, Figures.exponentialTick(tick)));
        last = at(tick);
      }
    }
    return ticks;
  }

  /** Of 1, 2 and 5 times powers of ten, or of as many powers of ten as there is space for. */
  private List<Double> logarithms(double spacing) {
    double decade = Math.log(10);
    double decadeLength = length() * decade / (to - from);
    int step = Math.max(1, (int) Math.ceil(spacing / decadeLength));
    double[] digits = {1};
    for (double[] finer : DIGITS) {
      digits = decadeLength * leastGap(finer) >= spacing ? finer : digits;
    }
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.floor(from / decade / step) * step;
    for (long power = first; power * decade <= to; power += step) {
      for (double digit : digits) {
        ticks.add(power * decade + Math.log(digit));
      }
    }
    return ticks;
  }

  /** The least distance between two digits, in decades. */
  private static double leastGap(double[] digits) {
    double least = Math.log10(10 / digits[digits.length - 1]);
    for (int i = 1; i < digits.length; i++) {
      least = Math.min(least, Math.log10(digits[i] / digits[i - 1]));
    }
    return least;
  }

  /** Multiples of the least 1, 2 or 5 times a power of ten that is at least {@code least}. */
  private static List<Double> rounds(double from, double to, double least) {
    double magnitude = Math.pow(10, Math.floor(Math.log10(least)));
    double step = magnitude;
    for (double digit : new double[] {1, 2, 5, 10}) {
      step = digit * magnitude;
      if (step >= least) {
        break;
      }
    }
    List<Double> ticks = new ArrayList<>();
    long last = (long) Math.floor(to / step + 1e-9);
    for (long i = (long) Math.ceil(from / step - 1e-9); i <= last; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }
}
