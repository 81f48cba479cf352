/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference of two arms' averages, and how sure it is.
 *
 * <p>An average is a weighted mean over items: a task weighs one over the number of categories and
 * over that of its category's tasks. Let {@code d(s, i)} be the difference of the two arms on item
 * {@code i} with seed {@code s}, both of which they share, {@code S} the number of seeds, {@code n}
 * that of a task's items and {@code w} its weight. Then
 *
 * <pre>{@code
 * difference  D    = mean over s of D(s),  D(s) = sum over tasks of w * mean over i of d(s, i)
 * items       V_i  = sum over tasks of w^2 * variance over i of (mean over s of d(s, i)) / n
 * seeds       V_s  = variance over s of D(s) / S
 * interval    D +- t(1 - alpha / 2, v) * sqrt(V_i + V_s)
 * freedom     v    = (V_i + V_s)^2 / (V_s^2 / (S - 1) + sum over tasks of V_i(task)^2 / (n - 1))
 * }</pre>
 *
 * <p>{@code V_i} is what the paired bootstrap over items, within tasks, converges to with more and
 * more resamples (times {@code n / (n - 1)}): the bootstrap's variance of a mean has a closed form
 * [1, section 5.3]. The degrees of freedom are Satterthwaite's [2]. What items and seeds do only
 * together is in both variances, so that the interval is rather too wide than too narrow. Questions
 * of two models are to be compared in pairs [3].
 *
 * <ol>
 *   <li>Efron, Tibshirani: An introduction to the bootstrap, 1993
 *   <li>Satterthwaite: An approximate distribution of estimates of variance components, 1946
 *   <li>Miller: Adding error bars to evals, arXiv 2411.00640
 * </ol>
 */
final class PairedDifference {
  private static final int MOST_SEEDS = 1000;
  private static final double MOST_TIMES_THE_ITEMS = 1e4;

  private final double[] bySeed;
  private final List<TaskPart> tasks;

  /** A task's part in the variance. */
  private record TaskPart(double variance, int itemCount) {}

  private PairedDifference(double[] bySeed, List<TaskPart> tasks) {
    this.bySeed = bySeed;
    this.tasks = List.copyOf(tasks);
  }

  /**
   * The difference of two arms.
   *
   * @param arm answers of its models, one list of tasks a seed
   * @param control answers of its models with the same seeds
   */
  static PairedDifference of(
      List<List<TaskResult>> arm, List<List<TaskResult>> control, Metric metric) {
    return of(
        arm,
        (seed, task, item) -> {
          TaskResult other = control.get(seed).get(task);
          return metric.of(other.items().get(item), other.chance());
        },
        metric);
  }

  /** The difference of an arm to a model that only guesses. */
  static PairedDifference toChance(List<List<TaskResult>> arm, Metric metric) {
    return of(arm, (seed, task, item) -> 0, metric);
  }

  @FunctionalInterface
  private interface Baseline {
    double of(int seed, int task, int item);
  }

  private static PairedDifference of(List<List<TaskResult>> arm, Baseline baseline, Metric metric) {
    List<TaskResult> shape = arm.get(0);
    double[] weights = weights(shape);
    double[] bySeed = new double[arm.size()];
    List<TaskPart> parts = new ArrayList<>();
    for (int task = 0; task < shape.size(); task++) {
      double[] byItem = new double[shape.get(task).items().size()];
      for (int seed = 0; seed < arm.size(); seed++) {
        TaskResult result = arm.get(seed).get(task);
        for (int item = 0; item < byItem.length; item++) {
          double difference =
              metric.of(result.items().get(item), result.chance()) - baseline.of(seed, task, item);
          byItem[item] += difference / arm.size();
          bySeed[seed] += weights[task] * difference / byItem.length;
        }
      }
      double variance = Statistics.variance(byItem) / byItem.length;
      parts.add(new TaskPart(weights[task] * weights[task] * variance, byItem.length));
    }
    return new PairedDifference(bySeed, parts);
  }

  private static double[] weights(List<TaskResult> tasks) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    tasks.forEach(task -> sizes.merge(task.category(), 1, Integer::sum));
    return tasks.stream()
        .mapToDouble(task -> 1.0 / sizes.size() / sizes.getOrDefault(task.category(), 1))
        .toArray();
  }

  double mean() {
    return Statistics.mean(bySeed);
  }

  private int seedCount() {
    return bySeed.length;
  }

  private double itemVariance() {
    return tasks.stream().mapToDouble(TaskPart::variance).sum();
  }

  private double seedVariance() {
    return Statistics.variance(bySeed) / seedCount();
  }

  double itemStandardError() {
    return Math.sqrt(itemVariance());
  }

  OptionalDouble seedStandardError() {
    return seedCount() < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(seedVariance()));
  }

  /** The interval; empty for a single seed, of which nobody knows what another would give. */
  Optional<Interval> interval(double confidence) {
    if (seedCount() < 2) {
      return Optional.empty();
    }
    double half = halfWidth(confidence, seedCount(), 1);
    return Optional.of(new Interval(mean() - half, mean() + half, confidence));
  }

  /** Half the interval that another number of seeds and times as many items would give. */
  private double halfWidth(double confidence, int seeds, double timesTheItems) {
    double fromSeeds = Statistics.variance(bySeed) / seeds;
    double fromItems = itemVariance() / timesTheItems;
    double variance = fromSeeds + fromItems;
    if (variance == 0) {
      return 0;
    }
    double denominator = fromSeeds * fromSeeds / (seeds - 1);
    for (TaskPart task : tasks) {
      double part = task.variance() / timesTheItems;
      denominator += part * part / (task.itemCount() * timesTheItems - 1);
    }
    double freedom = variance * variance / denominator;
    return TDistribution.of(freedom).inverseCumulativeProbability((1 + confidence) / 2)
        * Math.sqrt(variance);
  }

  /** Whether it is above 0 for all that is known; for a single seed, only the items are. */
  boolean isAbove(double confidence) {
    double half =
        seedCount() < 2
            ? NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + confidence) / 2)
                * itemStandardError()
            : halfWidth(confidence, seedCount(), 1);
    return mean() - half > 0;
  }

  /** Seeds with which this difference would show, if that can be. */
  OptionalInt seedsToTell(double confidence) {
    if (seedCount() < 2) {
      return OptionalInt.empty();
    }
    return IntStream.rangeClosed(seedCount() + 1, MOST_SEEDS)
        .filter(seeds -> halfWidth(confidence, seeds, 1) < Math.abs(mean()))
        .findFirst();
  }

  /** Items in all with which this difference would show, if that can be. */
  OptionalLong itemsToTell(double confidence) {
    if (seedCount() < 2) {
      return OptionalLong.empty();
    }
    long items = tasks.stream().mapToLong(TaskPart::itemCount).sum();
    for (double times = 1.1; times < MOST_TIMES_THE_ITEMS; times *= 1.1) {
      if (halfWidth(confidence, seedCount(), times) < Math.abs(mean())) {
        return OptionalLong.of(Math.round(items * times));
      }
    }
    return OptionalLong.empty();
  }
}
