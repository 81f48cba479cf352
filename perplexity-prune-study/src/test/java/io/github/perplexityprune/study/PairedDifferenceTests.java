/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PairedDifferenceTests {

  /** Answers of one arm: tasks of two categories with unlike numbers of items. */
  private interface Margin {
    double of(int seed, int task, int item);
  }

  private static final int[] SIZES = {40, 25, 60};
  private static final String[] CATEGORIES = {"a", "a", "b"};

  private static List<List<TaskResult>> arm(int seeds, Margin margin) {
    List<List<TaskResult>> arm = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      List<TaskResult> tasks = new ArrayList<>();
      for (int task = 0; task < SIZES.length; task++) {
        List<ItemResult> items = new ArrayList<>();
        for (int item = 0; item < SIZES[task]; item++) {
          double value = margin.of(seed, task, item);
          items.add(new ItemResult("i" + item, value > 0, value, 1));
        }
        tasks.add(new TaskResult("t" + task, CATEGORIES[task], 0.5, items));
      }
      arm.add(tasks);
    }
    return arm;
  }

  private static List<List<TaskResult>> random(int seeds, long seed) {
    Random random = new Random(seed);
    return arm(seeds, (s, t, i) -> random.nextGaussian());
  }

  private static PairedDifference margins(
      List<List<TaskResult>> arm, List<List<TaskResult>> control) {
    return PairedDifference.of(arm, control, Metric.MARGIN);
  }

  @Property(tries = 50)
  void aConstantDifferenceIsGivenBackExactly(
      @ForAll @DoubleRange(min = -2, max = 2) double constant,
      @ForAll @IntRange(min = 2, max = 5) int seeds) {
    List<List<TaskResult>> control = arm(seeds, (s, t, i) -> 0.25 * s + i % 7);
    List<List<TaskResult>> arm = arm(seeds, (s, t, i) -> 0.25 * s + i % 7 + constant);

    Interval interval = margins(arm, control).interval(0.95).orElseThrow();

    assertThat(interval.low()).isCloseTo(constant, within(1e-9));
    assertThat(interval.high()).isCloseTo(constant, within(1e-9));
  }

  @Property(tries = 50)
  void swappingTheArmsMirrorsTheInterval(@ForAll long seed) {
    List<List<TaskResult>> arm = random(3, seed);
    List<List<TaskResult>> control = random(3, seed + 1);

    Interval one = margins(arm, control).interval(0.95).orElseThrow();
    Interval other = margins(control, arm).interval(0.95).orElseThrow();

    assertThat(one.low()).isCloseTo(-other.high(), within(1e-12));
    assertThat(one.high()).isCloseTo(-other.low(), within(1e-12));
  }

  @Test
  void aCategoryWeighsTheSameHoweverManyTasksAndItemsItHas() {
    List<List<TaskResult>> arm = arm(2, (s, t, i) -> t == 0 ? 4 : t == 1 ? 8 : 1);
    List<List<TaskResult>> control = arm(2, (s, t, i) -> 0);

    double difference = margins(arm, control).mean();

    assertThat(difference).isCloseTo(((4 + 8) / 2.0 + 1) / 2, within(1e-12));
  }

  @Test
  void theErrorFromItemsIsWhatManyResamplesOfEachTaskGive() {
    List<List<TaskResult>> arm = random(3, 11);
    List<List<TaskResult>> control = random(3, 12);
    double[] resampled = new double[20_000];
    Random random = new Random(13);
    for (int resample = 0; resample < resampled.length; resample++) {
      double sum = 0;
      for (int task = 0; task < SIZES.length; task++) {
        double taskSum = 0;
        for (int draw = 0; draw < SIZES[task]; draw++) {
          int item = random.nextInt(SIZES[task]);
          for (int seed = 0; seed < 3; seed++) {
            taskSum +=
                arm.get(seed).get(task).items().get(item).margin()
                    - control.get(seed).get(task).items().get(item).margin();
          }
        }
        sum += taskSum / SIZES[task] / 3 * (task == 2 ? 0.5 : 0.25);
      }
      resampled[resample] = sum;
    }

    double standardError = margins(arm, control).itemStandardError();

    // 3%: resampling divides by n where the formula has n - 1, with n from 25, and is random itself
    assertThat(standardError)
        .isCloseTo(Math.sqrt(Statistics.variance(resampled)), within(0.03 * standardError));
  }

  @Test
  void theIntervalHoldsTheTruthAsOftenAsItSays() {
    Random random = new Random(17);
    int studies = 2000;
    int held = 0;
    for (int study = 0; study < studies; study++) {
      Simulation simulation = new Simulation(random, /* truth= */ 0.3);
      Interval interval = margins(simulation.arm, simulation.control).interval(0.95).orElseThrow();
      held += interval.low() <= 0.3 && 0.3 <= interval.high() ? 1 : 0;
    }

    double coverage = (double) held / studies;

    // three standard errors of a share of 2000; above, because the interval counts some noise twice
    assertThat(coverage).isBetween(0.935, 0.99);
  }

  /** Questions that differ for good, seeds that differ in luck, and noise. */
  private static final class Simulation {
    private final List<List<TaskResult>> arm;
    private final List<List<TaskResult>> control;

    Simulation(Random random, double truth) {
      double[] luck = {noise(random, 0.1), noise(random, 0.1), noise(random, 0.1)};
      double[] question = new double[300];
      for (int i = 0; i < question.length; i++) {
        question[i] = noise(random, 0.8);
      }
      arm = arm(3, (s, t, i) -> truth + luck[s] + question[60 * t + i] + noise(random, 0.5));
      control = arm(3, (s, t, i) -> noise(random, 0.5));
    }

    private static double noise(Random random, double deviation) {
      return deviation * random.nextGaussian();
    }
  }

  @Test
  void aSingleSeedHasNoInterval() {
    PairedDifference difference = margins(random(1, 1), random(1, 2));

    assertThat(difference.interval(0.95)).isEmpty();
    assertThat(difference.seedStandardError()).isEmpty();
    assertThat(difference.seedsToTell(0.95)).isEmpty();
  }

  @Test
  void moreSeedsTellWhatLuckHides() {
    double[] luck = {-1, 0, 1.6};
    List<List<TaskResult>> arm = arm(3, (s, t, i) -> luck[s]);
    PairedDifference difference = margins(arm, arm(3, (s, t, i) -> 0));

    int seeds = difference.seedsToTell(0.95).orElseThrow();

    // mean 0.2 with a deviation of 1.311: t(0.975, n - 1) * 1.311 / sqrt(n) falls below 0.2 at 168
    assertThat(seeds).isEqualTo(168);
    assertThat(difference.itemsToTell(0.95)).isEmpty();
  }

  @Test
  void moreQuestionsTellWhatTheirChoiceHides() {
    List<List<TaskResult>> arm = arm(3, (s, t, i) -> i % 2 == 0 ? 3 : -2.5);
    PairedDifference difference = margins(arm, arm(3, (s, t, i) -> 0));

    long items = difference.itemsToTell(0.95).orElseThrow();

    // mean 0.2775 and standard error 0.2513 of 125 items: 1.97 * 0.2513 / 0.2775 squared is 3.18
    // times as many, found in steps of a tenth
    assertThat(items).isBetween(398L, 440L);
    assertThat(difference.seedsToTell(0.95)).isEmpty();
  }
}
