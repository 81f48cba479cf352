/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.testing.EqualsTester;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReferenceSplitTests {
  private static final int TEXTS = 20_000;

  private static final long[] HASHES =
      LongStream.range(0, TEXTS).map(i -> ReferenceSplit.contentHash("text number " + i)).toArray();

  private static long count(LongPredicate wanted) {
    return LongStream.of(HASHES).filter(wanted).count();
  }

  /** Four standard deviations of a binomial count. */
  private static double fourDeviations(double share) {
    return 4 * Math.sqrt(TEXTS * share * (1 - share));
  }

  @Property(tries = 50)
  void drawsTheShareAskedFor(
      @ForAll @DoubleRange(min = 0.01, max = 0.99) double share, @ForAll long seed) {
    ReferenceSplit split = ReferenceSplit.excluded(share).withSeed(seed);

    long drawn = count(hash -> split.trains(hash, 0));

    assertThat((double) drawn).isCloseTo(share * TEXTS, within(1.5 * fourDeviations(share)));
  }

  @Property(tries = 20)
  void drawsIndependentlyForEachSeed(@ForAll @IntRange(max = 1000) int seed) {
    ReferenceSplit one = ReferenceSplit.excluded(0.5).withSeed(seed);
    ReferenceSplit other = ReferenceSplit.excluded(0.5).withSeed(seed + 1);

    long both = count(hash -> one.trains(hash, 0) && other.trains(hash, 0));

    assertThat((double) both).isCloseTo(0.25 * TEXTS, within(1.5 * fourDeviations(0.25)));
  }

  @Property(tries = 20)
  void dealsEvenFolds(@ForAll @IntRange(min = 2, max = 20) int folds, @ForAll long seed) {
    ReferenceSplit split = ReferenceSplit.crossFitted(folds).withSeed(seed);

    for (int fold = 0; fold < folds; fold++) {
      int wanted = fold;
      double expected = 1.0 / folds;
      assertThat((double) count(hash -> split.fold(hash) == wanted))
          .isCloseTo(expected * TEXTS, within(1.5 * fourDeviations(expected)));
    }
  }

  @Test
  void setsDrawnDocumentsAside() {
    ReferenceSplit split = ReferenceSplit.excluded(0.3);

    assertThat(count(hash -> split.trains(hash, 0) == split.scores(hash))).isZero();
    assertThat(split.modelCount()).isEqualTo(1);
  }

  @Test
  void scoresDrawnDocumentsToo() {
    ReferenceSplit split = ReferenceSplit.included(0.3);

    assertThat(count(split::scores)).isEqualTo(TEXTS);
    assertThat(count(hash -> split.trains(hash, 0))).isPositive();
  }

  @Test
  void drawsEverythingWhenAskedTo() {
    assertThat(count(hash -> ReferenceSplit.included(1).trains(hash, 0))).isEqualTo(TEXTS);
  }

  @Test
  void trainsEachModelOnAllFoldsButItsOwn() {
    ReferenceSplit split = ReferenceSplit.crossFitted(5);

    assertThat(split.modelCount()).isEqualTo(5);
    for (int model = 0; model < 5; model++) {
      int own = model;
      assertThat(count(hash -> split.trains(hash, own) == (split.fold(hash) == own))).isZero();
    }
    assertThat(count(split::scores)).isEqualTo(TEXTS);
  }

  /** Must never change: a model's record of its split would no longer hold. */
  @Test
  void drawsTheSameDocumentsInEveryVersion() {
    assertThat(count(hash -> ReferenceSplit.excluded(0.1).trains(hash, 0))).isEqualTo(1976);
    assertThat(LongStream.of(HASHES).limit(12).mapToInt(ReferenceSplit.crossFitted(4)::fold))
        .containsExactly(2, 2, 3, 1, 3, 2, 1, 0, 3, 0, 3, 1);
  }

  @Test
  void startsWithSeedZeroAndKeepsTheRest() {
    assertThat(ReferenceSplit.excluded(0.2).seed()).isZero();
    assertThat(ReferenceSplit.excluded(0.2).withSeed(9))
        .isEqualTo(new ReferenceSplit.Drawn(0.2, ReferenceSplit.Drawn.Afterwards.EXCLUDED, 9));
    assertThat(ReferenceSplit.crossFitted(3).withSeed(9))
        .isEqualTo(new ReferenceSplit.CrossFitted(3, 9));
  }

  @Test
  void refusesSharesOutOfRange() {
    for (double share : new double[] {0, -0.1, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> ReferenceSplit.included(share))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("share must be in (0, 1], but was " + share);
    }
  }

  @Test
  void refusesToSetEverythingAside() {
    assertThatThrownBy(() -> ReferenceSplit.excluded(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("share must be less than 1, but was 1.0")
        .hasMessageEndingWith("use included(1.0) or crossFitted(k)");
  }

  @Test
  void refusesFoldsOutOfRange() {
    for (int folds : new int[] {1, 0, -3, 256}) {
      assertThatThrownBy(() -> ReferenceSplit.crossFitted(folds))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("folds must be from 2 to 255, but was " + folds);
    }
  }

  @Test
  void isEqualByContent() {
    new EqualsTester()
        .addEqualityGroup(ReferenceSplit.excluded(0.1), ReferenceSplit.excluded(0.1).withSeed(0))
        .addEqualityGroup(ReferenceSplit.excluded(0.2))
        .addEqualityGroup(ReferenceSplit.included(0.1))
        .addEqualityGroup(ReferenceSplit.excluded(0.1).withSeed(1))
        .addEqualityGroup(ReferenceSplit.crossFitted(2), ReferenceSplit.crossFitted(2))
        .addEqualityGroup(ReferenceSplit.crossFitted(3))
        .testEquals();
  }
}
