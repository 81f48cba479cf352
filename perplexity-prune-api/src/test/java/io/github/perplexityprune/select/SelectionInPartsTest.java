/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.lowTokens;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.percentiles;
import static io.github.perplexityprune.select.SelectionCriterion.perplexityBetween;
import static io.github.perplexityprune.select.SelectionCriterion.random;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import io.github.perplexityprune.score.ScoreTally;
import io.github.perplexityprune.score.Scores;
import io.github.perplexityprune.score.ScoresInParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Scores that are counted in parts, by tallies that travel, give the selection of the whole. */
class SelectionInPartsTest {
  private static final List<SelectionCriterion> CRITERIA =
      List.of(
          low(0.5),
          medium(0.3).perDomain(),
          high(0.2).byTokens(),
          lowTokens(40).perDomain().minimumTokens(5),
          percentiles(25, 75).boundary(Boundary.PAPER),
          perplexityBetween(0.5, 2),
          random(0.5, 7).keepUnscored());

  @Property(tries = 50)
  void keepsWhatASelectionOfTheWholeKeeps(
      @ForAll("documents") List<ScoredDocument> documents,
      @ForAll @IntRange(min = 1, max = 4) int partCount) {
    ScoreStore whole = ScoredDocument.store(documents);
    Scores parts = new ScoresInParts(whole, partCount);

    assertThat(ScoreQuantiles.of(parts, 0, 33, 100))
        .isEqualTo(ScoreQuantiles.of(whole, 0, 33, 100));
    for (SelectionCriterion criterion : CRITERIA) {
      Selection expected = criterion.select(whole);
      Selection selection = ScoresInParts.sent(criterion.select(parts));

      assertThat(verdicts(selection, whole)).isEqualTo(verdicts(expected, whole));
      assertThat(selection).hasToString(expected.toString());
      assertThat(selection.bands().toString()).isEqualTo(expected.bands().toString());
    }
  }

  @Provide
  static Arbitrary<List<ScoredDocument>> documents() {
    return SelectionOracleTest.documents();
  }

  @Test
  void copiesThatNothingTellsApartAreDroppedTogetherAtACut() {
    ScoreStore store =
        ScoredDocument.store(
            List.of(
                ScoredDocument.of("a", 1),
                ScoredDocument.of("copy", 2),
                ScoredDocument.of("copy", 2),
                ScoredDocument.of("copy", 2),
                ScoredDocument.of("b", 3),
                ScoredDocument.of("c", 4)));
    Scores withoutOrdinals = new WithoutOrdinals(store);

    assertThat(low(0.5).select(withoutOrdinals).keptDocumentCount()).isEqualTo(1);
    assertThat(high(0.5).select(withoutOrdinals).keptDocumentCount()).isEqualTo(2);
    assertThat(low(0.75).select(withoutOrdinals).keptDocumentCount()).isEqualTo(5);
    assertThat(medium(0.2).select(withoutOrdinals).keptDocumentCount()).isEqualTo(0);
  }

  private static List<Verdict> verdicts(Selection selection, ScoreStore scores) {
    List<Verdict> verdicts = new ArrayList<>();
    scores.forEach(row -> verdicts.add(selection.verdict(row)));
    return verdicts;
  }

  /** Scores in no order, of which copies of an id are all alike. */
  private record WithoutOrdinals(ScoreStore store) implements Scores {
    @Override
    public List<String> domains() {
      return store.domains();
    }

    @Override
    public <T extends ScoreTally<T>> T tally(T empty) {
      store.forEach(row -> empty.count(new Row(row)));
      return empty;
    }

    private record Row(ScoreRow row) implements ScoreRow {
      @Override
      public long ordinal() {
        return 0;
      }

      @Override
      public String id() {
        return row.id();
      }

      @Override
      public int domain() {
        return row.domain();
      }

      @Override
      public DocumentState state() {
        return row.state();
      }

      @Override
      public int fold() {
        return row.fold();
      }

      @Override
      public double negativeLogLikelihood() {
        return row.negativeLogLikelihood();
      }

      @Override
      public long tokenCount() {
        return row.tokenCount();
      }

      @Override
      public long byteCount() {
        return row.byteCount();
      }

      @Override
      public long tieBreak() {
        return row.tieBreak();
      }

      @Override
      public Optional<String> failureReason() {
        return row.failureReason();
      }
    }
  }
}
