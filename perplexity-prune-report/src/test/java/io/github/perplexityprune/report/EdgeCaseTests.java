/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.perplexityBetween;
import static io.github.perplexityprune.select.SelectionCriterion.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Results at the edge of what there is. */
class EdgeCaseTests {

  static Stream<Arguments> results() {
    List<Sample> hundred = Sample.thousandths(100);
    List<Sample> one = List.of(Sample.of("only", 3));
    return Stream.of(
        arguments(
            "nothing kept",
            Sample.prune(hundred, perplexityBetween(50, 60)),
            "Kept none of 100 documents."),
        arguments("all kept", Sample.prune(hundred, low(1)), "all that were ranked"),
        arguments("one kept", Sample.prune(one, low(1)), "Kept 1 of 1 document (100.0%)"),
        arguments(
            "one dropped", Sample.prune(one, perplexityBetween(1, 2)), "Kept none of 1 document."),
        arguments("two documents", Sample.prune(Sample.thousandths(2), high(0.5)), "Kept 1 of 2"),
        arguments("all failed", unscored(DocumentState.PENDING), "No document has a score."),
        arguments("all empty", unscored(DocumentState.EMPTY), "No document was ranked."),
        arguments("kept unscored", keptUnscored(), "Kept 3 of 3 documents"),
        arguments("equal scores", Sample.prune(copies(3), medium(0.5)), "Kept 50 of 100"),
        arguments(
            "perplexity above the greatest double",
            Sample.prune(List.of(Sample.of("a", 3), Sample.of("b", 5000)), high(0.5)),
            "e^5000.0"),
        arguments("differences below 0", Sample.prune(differences(), low(0.5)), "Kept 50 of 100"),
        arguments("random", Sample.prune(hundred, random(0.5, 1)), "a random half"),
        arguments(
            "a far outlier",
            Sample.prune(outlier(), medium(0.5)),
            "Not in the bars, but in the curve"),
        arguments(
            "many tokens",
            Sample.prune(List.of(new Sample("a", "t", "", 2, Integer.MAX_VALUE)), low(1)),
            "Kept 1 of 1"),
        arguments("cross-fitted", folds(), "within the part that each reference model scored"));
  }

  private static PruneResult<Void> unscored(DocumentState state) {
    ScoreStore store = ScoreStore.inMemory();
    for (int i = 0; i < 3; i++) {
      store.register("d" + i, "", state, 0, 1);
      if (state == DocumentState.PENDING) {
        store.putFailure(i, "because");
      }
    }
    return ScoredDocuments.of(store).select(low(0.5));
  }

  private static PruneResult<Void> keptUnscored() {
    ScoreStore store = ScoreStore.inMemory();
    for (int i = 0; i < 3; i++) {
      store.register("d" + i, "", DocumentState.EMPTY, 0, 0);
    }
    return ScoredDocuments.of(store).select(low(0.5).keepUnscored());
  }

  private static PruneResult<Void> folds() {
    ScoreStore store = ScoreStore.inMemory();
    for (int i = 0; i < 300; i++) {
      store.register("d" + i, "", DocumentState.PENDING, i % 3, 1);
      store.putScore(i, new PerplexityScore(2 + i / 100.0, 1, 1), DocumentState.SCORED);
    }
    return ScoredDocuments.of(store).select(medium(0.5));
  }

  private static List<Sample> copies(double mean) {
    return IntStream.range(0, 100).mapToObj(i -> Sample.of("d" + i, mean)).toList();
  }

  private static List<Sample> differences() {
    return IntStream.range(0, 100).mapToObj(i -> Sample.of("d" + i, i / 10.0 - 8)).toList();
  }

  private static List<Sample> outlier() {
    return Stream.concat(Sample.thousandths(999).stream(), Stream.of(Sample.of("far", 600)))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("results")
  void givesAPageThatSaysSo(String name, PruneResult<?> result, String expected) {
    String html = PruneReport.of(result).html();

    assertThat(ParsedPage.of(html).text())
        .contains(expected)
        .doesNotContain("NaN", "Infinity", "null");
    assertThat(html).doesNotContain("\"NaN\"", "\"Infinity\"", "=\"-Infinity", " NaN");
  }
}
