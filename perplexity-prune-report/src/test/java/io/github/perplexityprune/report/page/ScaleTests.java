/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.report.page.Scale.Tick;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTests {

  @Test
  void ticksAreRoundAndHaveTheDecimalsOfTheirStep() {
    Scale scale = new Scale(2.4, 4.3, 0, 500);

    assertThat(scale.ticks(60)).extracting(Tick::label).containsExactly("2.5", "3.0", "3.5", "4.0");
  }

  @Test
  void secondScaleHasRoundPerplexities() {
    Scale scale = new Scale(Math.log(8), Math.log(600), 0, 500);

    assertThat(scale.exponentialTicks(50))
        .extracting(Tick::label)
        .containsExactly("10", "20", "50", "100", "200", "500");
  }

  @Test
  void secondScaleOfANarrowRangeHasTicksToo() {
    Scale scale = new Scale(Math.log(20), Math.log(25), 0, 500);

    assertThat(scale.exponentialTicks(50))
        .extracting(Tick::label)
        .containsExactly("20", "21", "22", "23", "24", "25");
  }

  @Test
  void ticksNeverComeCloserThanAsked() {
    for (double to = 0.001; to < 2000; to *= 1.3) {
      Scale scale = new Scale(-to / 3, to, 40, 350);

      assertSpaced(scale, scale.ticks(40));
      assertSpaced(scale, scale.exponentialTicks(40));
      assertThat(scale.ticks(40)).isNotEmpty();
    }
  }

  private static void assertSpaced(Scale scale, List<Tick> ticks) {
    for (int i = 1; i < ticks.size(); i++) {
      assertThat(scale.at(ticks.get(i).at()) - scale.at(ticks.get(i - 1).at()))
          .isGreaterThanOrEqualTo(40 - 1e-6);
    }
  }
}
