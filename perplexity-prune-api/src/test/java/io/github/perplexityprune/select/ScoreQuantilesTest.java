/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreStore;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class ScoreQuantilesTest {

  @Test
  void areTheNearestRanks() {
    ScoreStore scores = store(15, 20, 35, 40, 50);

    assertThat(ScoreQuantiles.of(scores, 5, 30, 40, 50, 100))
        .containsExactly(15.0, 20.0, 20.0, 35.0, 50.0);
  }

  @Test
  void comeInTheOrderAskedFor() {
    assertThat(ScoreQuantiles.of(store(3, 1, 2), 100, 0, 50, 0))
        .containsExactly(3.0, 1.0, 2.0, 1.0);
  }

  @Test
  void areExactForNegativeScores() {
    assertThat(ScoreQuantiles.of(store(-0.1, -1e-300, 0.3), 0, 50)).containsExactly(-0.1, -1e-300);
  }

  @Test
  void rankFoldsAndDomainsTogether() {
    ScoreStore scores =
        ScoredDocument.store(
            List.of(
                new ScoredDocument("a", 1, 1, "books", 0),
                new ScoredDocument("b", 2, 1, "code", 1),
                new ScoredDocument("c", 3, 1, "books", 2)));

    assertThat(ScoreQuantiles.of(scores, 50)).containsExactly(2.0);
  }

  @Test
  void areNoneWhenNothingIsRanked() {
    ScoreStore scores = ScoreStore.inMemory();
    scores.register("empty", "", DocumentState.EMPTY, 0, 0);

    assertThat(ScoreQuantiles.of(scores, 50)).isEmpty();
  }

  @Test
  void areNoneWhenNoneIsAskedFor() {
    assertThat(ScoreQuantiles.of(store(1, 2))).isEmpty();
  }

  @Test
  void refusesAPercentileOutOfRange() {
    ScoreStore scores = store(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreQuantiles.of(scores, 50, 100.5))
        .withMessage("percentile must be in [0, 100], but was 100.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreQuantiles.of(scores, Double.NaN))
        .withMessage("percentile must be in [0, 100], but was NaN");
  }

  @Property(tries = 300)
  void agreeWithSorting(
      @ForAll @NotEmpty double[] means, @ForAll @DoubleRange(max = 100) double p) {
    double[] sorted = Arrays.stream(means).map(mean -> mean + 0.0).sorted().toArray();
    int rank = Math.max(1, (int) SortedSelection.ranksUpTo(p, sorted.length));

    assertThat(ScoreQuantiles.of(store(means), p)).containsExactly(sorted[rank - 1]);
  }

  private static ScoreStore store(double... means) {
    return ScoredDocument.store(ScoredDocument.withMeans(means));
  }
}
