/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.score.ScoreStore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Every criterion keeps what a sort of the documents says, with many ties and duplicate ids. */
class SelectionOracleTest {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  @SuppressWarnings("UnnecessaryLambda") // a constant reads better beside TOKENS
  private static final ToLongFunction<ScoredDocument> DOCUMENTS = document -> 1;

  private static final ToLongFunction<ScoredDocument> TOKENS = ScoredDocument::tokenCount;

  @SuppressWarnings("UnnecessaryLambda")
  private static final Function<ScoredDocument, ?> FOLD_AND_DOMAIN =
      document -> List.of(document.fold(), document.domain());

  @Property(tries = 500)
  void lowAgreesWithSorting(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("rates") double rate) {
    agrees(SelectionCriterion.low(rate), documents, DOCUMENTS, total -> band(0, kept(rate, total)));
  }

  @Property(tries = 500)
  void mediumAgreesWithSorting(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("rates") double rate) {
    agrees(
        SelectionCriterion.medium(rate),
        documents,
        DOCUMENTS,
        total -> band(Math.floorDiv(total - kept(rate, total), 2), kept(rate, total)));
  }

  @Property(tries = 500)
  void highAgreesWithSorting(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("rates") double rate) {
    agrees(
        SelectionCriterion.high(rate),
        documents,
        DOCUMENTS,
        total -> band(total - kept(rate, total), kept(rate, total)));
  }

  @Property(tries = 500)
  void percentilesAgreeWithSorting(
      @ForAll("documents") List<ScoredDocument> documents,
      @ForAll("rates") double a,
      @ForAll("rates") double b) {
    double from = Math.min(a, b) == Math.max(a, b) ? 0 : Math.min(a, b);
    double to = Math.max(a, b);
    agrees(
        SelectionCriterion.percentiles(percent(from), percent(to)),
        documents,
        DOCUMENTS,
        total -> new long[] {kept(from, total), kept(to, total)});
  }

  @Property(tries = 500)
  void lowByTokensAgreesWithSorting(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("rates") double rate) {
    agrees(
        SelectionCriterion.low(rate).byTokens(),
        documents,
        TOKENS,
        total -> band(0, budget(rate, total)));
  }

  @Property(tries = 500)
  void mediumByTokensAgreesWithSorting(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("rates") double rate) {
    agrees(
        SelectionCriterion.medium(rate).byTokens(),
        documents,
        TOKENS,
        total -> band(Math.floorDiv(total - budget(rate, total), 2), budget(rate, total)));
  }

  @Property(tries = 500)
  void highByTokensAgreesWithSorting(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("rates") double rate) {
    agrees(
        SelectionCriterion.high(rate).byTokens(),
        documents,
        TOKENS,
        total -> band(total - budget(rate, total), budget(rate, total)));
  }

  @Property(tries = 500)
  void percentilesByTokensAgreeWithSorting(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("rates") double rate) {
    agrees(
        SelectionCriterion.percentiles(percent(rate) / 2, percent(rate)).byTokens(),
        documents,
        TOKENS,
        total ->
            new long[] {
              SortedSelection.rounded(percent(rate) / 2 / 100, total, RoundingMode.CEILING),
              budget(rate, total)
            });
  }

  @Property(tries = 500)
  void publishedRuleAgreesWithItsDefinition(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("rates") double rate) {
    BigDecimal r = BigDecimal.valueOf(rate);
    BigDecimal one = BigDecimal.ONE;

    publishedAgrees(SelectionCriterion.low(rate), documents, BigDecimal.ZERO, r);
    publishedAgrees(SelectionCriterion.high(rate), documents, one.subtract(r), one);
    publishedAgrees(
        SelectionCriterion.medium(rate),
        documents,
        HALF.subtract(r.multiply(HALF)),
        HALF.add(r.multiply(HALF)));
  }

  private static void agrees(
      SelectionCriterion criterion,
      List<ScoredDocument> documents,
      ToLongFunction<ScoredDocument> length,
      Function<Long, long[]> band) {
    assertThat(kept(criterion, documents))
        .isEqualTo(new SortedSelection(documents, ScoredDocument::fold).exact(length, band));
    assertThat(kept(criterion.perDomain(), documents))
        .isEqualTo(new SortedSelection(documents, FOLD_AND_DOMAIN).exact(length, band));
  }

  private static void publishedAgrees(
      SelectionCriterion criterion,
      List<ScoredDocument> documents,
      BigDecimal from,
      BigDecimal to) {
    assertThat(kept(criterion.boundary(Boundary.PAPER), documents))
        .isEqualTo(new SortedSelection(documents, ScoredDocument::fold).published(from, to));
    assertThat(kept(criterion.boundary(Boundary.PAPER).perDomain(), documents))
        .isEqualTo(new SortedSelection(documents, FOLD_AND_DOMAIN).published(from, to));
  }

  private static List<Integer> kept(SelectionCriterion criterion, List<ScoredDocument> documents) {
    ScoreStore scores = ScoredDocument.store(documents);
    Selection selection = criterion.select(scores);
    List<Integer> kept = new ArrayList<>();
    scores.forEach(
        row -> {
          if (selection.isKept(row)) {
            kept.add((int) row.ordinal());
          }
        });
    return kept;
  }

  private static long[] band(long from, long length) {
    return new long[] {from, from + length};
  }

  private static long kept(double rate, long total) {
    return SortedSelection.rounded(rate, total, RoundingMode.HALF_UP);
  }

  private static long budget(double rate, long total) {
    return SortedSelection.rounded(rate, total, RoundingMode.FLOOR);
  }

  private static double percent(double rate) {
    return BigDecimal.valueOf(rate).movePointRight(2).doubleValue();
  }

  @Provide
  static Arbitrary<Double> rates() {
    return Arbitraries.integers().between(1, 200).map(n -> n / 200.0);
  }

  @Provide
  static Arbitrary<List<ScoredDocument>> documents() {
    Arbitrary<ScoredDocument> document =
        Combinators.combine(
                Arbitraries.integers().between(0, 15).map(i -> "id" + i),
                Arbitraries.integers().between(-6, 6).map(mean -> mean / 2.0),
                Arbitraries.integers().between(1, 9).map(tokens -> 2 * tokens),
                Arbitraries.of("", "books", "code"),
                Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, 1)))
            .as(ScoredDocument::new);
    return document.list().ofMaxSize(40);
  }
}
