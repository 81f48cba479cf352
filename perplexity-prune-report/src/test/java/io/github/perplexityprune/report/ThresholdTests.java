/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.perplexityprune.PruneResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThresholdTests {

  private static List<Threshold> thresholds(PruneResult<?> result) {
    return Survey.of(result, 0).thresholds();
  }

  @Test
  void intervalIsThatOfTheOrderStatistics() {
    PruneResult<Sample> result = Sample.prune(Sample.thousandths(1000), medium(0.5));

    List<Threshold> thresholds = thresholds(result);

    // 1.96 * sqrt(1000 * 0.25 * 0.75) = 26.8, so 27 ranks on either side
    assertThat(thresholds).hasSize(2);
    Threshold lower = thresholds.get(0);
    Threshold upper = thresholds.get(1);
    assertThat(lower.edge()).isEqualTo(Threshold.Edge.LOWER);
    assertThat(lower.mean()).isCloseTo(0.251, within(1e-12));
    assertThat(lower.from().getAsDouble()).isCloseTo(0.224, within(1e-12));
    assertThat(lower.to().getAsDouble()).isCloseTo(0.278, within(1e-12));
    assertThat(upper.edge()).isEqualTo(Threshold.Edge.UPPER);
    assertThat(upper.mean()).isCloseTo(0.750, within(1e-12));
    assertThat(upper.from().getAsDouble()).isCloseTo(0.723, within(1e-12));
    assertThat(upper.to().getAsDouble()).isCloseTo(0.777, within(1e-12));
  }

  @Test
  void intervalHoldsTheTrueQuantileAboutNinetyFiveTimesOfAHundred() {
    SplittableRandom random = new SplittableRandom(42);
    int runs = 400;
    int held = 0;

    for (int run = 0; run < runs; run++) {
      List<Sample> samples = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        samples.add(Sample.of("d" + i, Math.exp(random.nextDouble())));
      }
      Threshold threshold = thresholds(Sample.prune(samples, low(0.3))).get(0);
      double quantile = Math.exp(0.3);
      held +=
          threshold.from().getAsDouble() <= quantile && quantile <= threshold.to().getAsDouble()
              ? 1
              : 0;
    }

    // 95% of 400 with a standard deviation of 4.4, and the ranks are rounded outwards
    assertThat(held).isBetween(370, 395);
  }

  @Test
  void thereIsNoIntervalOfTooFewDocuments() {
    List<Threshold> thresholds = thresholds(Sample.prune(Sample.thousandths(4), low(0.5)));

    assertThat(thresholds).hasSize(1);
    assertThat(thresholds.get(0).from()).isEqualTo(OptionalDouble.empty());
    assertThat(thresholds.get(0).to()).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void anEndThatDropsNothingIsNoThreshold() {
    assertThat(thresholds(Sample.prune(Sample.thousandths(100), low(0.5))))
        .extracting(Threshold::edge)
        .containsExactly(Threshold.Edge.UPPER);
    assertThat(thresholds(Sample.prune(Sample.thousandths(100), low(1)))).isEmpty();
  }
}
