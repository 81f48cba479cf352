/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What holds of any scores. Documents have distinct ids; means are whole numbers, so exact. */
class SelectionPropertyTest {
  private static final List<DoubleFunction<SelectionCriterion>> BY_DOCUMENTS =
      List.of(
          SelectionCriterion::low,
          SelectionCriterion::medium,
          SelectionCriterion::high,
          rate -> SelectionCriterion.random(rate, 42));

  private static final List<DoubleFunction<SelectionCriterion>> BY_TOKENS =
      BY_DOCUMENTS.stream()
          .<DoubleFunction<SelectionCriterion>>map(
              factory -> rate -> factory.apply(rate).byTokens())
          .toList();

  @Property(tries = 300)
  void keepsExactlyTheRequestedFraction(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("percentages") int percentage) {
    long expected = (2L * percentage * documents.size() + 100) / 200;

    for (DoubleFunction<SelectionCriterion> factory : BY_DOCUMENTS) {
      Selection selection =
          factory.apply(percentage / 100.0).select(ScoredDocument.store(documents));

      assertThat(selection.keptDocumentCount()).isEqualTo(expected);
    }
  }

  @Property(tries = 300)
  void keepsTheSameUnderAnyRisingTransformOfTheScores(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("percentages") int percentage) {
    for (DoubleFunction<SelectionCriterion> factory : BY_DOCUMENTS) {
      SelectionCriterion criterion = factory.apply(percentage / 100.0);

      Set<String> kept = ids(criterion, documents);

      assertThat(ids(criterion, mapped(documents, x -> x * x * x + 7 * x - 1000))).isEqualTo(kept);
      assertThat(ids(criterion, mapped(documents, x -> Math.exp(x / 4)))).isEqualTo(kept);
      assertThat(ids(criterion, mapped(documents, x -> x * 0x1p900))).isEqualTo(kept);
    }
  }

  @Property(tries = 300)
  void lowMirrorsHigh(
      @ForAll("distinctScores") List<ScoredDocument> documents,
      @ForAll("percentages") int percentage) {
    double rate = percentage / 100.0;
    List<ScoredDocument> mirrored = mapped(documents, mean -> -mean);

    assertThat(ids(SelectionCriterion.low(rate), documents))
        .isEqualTo(ids(SelectionCriterion.high(rate), mirrored));
    assertThat(ids(SelectionCriterion.low(rate).byTokens(), documents))
        .isEqualTo(ids(SelectionCriterion.high(rate).byTokens(), mirrored));
  }

  @Property(tries = 300)
  void bandsNestAsTheRateGrows(
      @ForAll("documents") List<ScoredDocument> documents,
      @ForAll("percentages") int a,
      @ForAll("percentages") int b) {
    double less = Math.min(a, b) / 100.0;
    double more = Math.max(a, b) / 100.0;
    List<DoubleFunction<SelectionCriterion>> factories = new ArrayList<>(BY_DOCUMENTS);
    factories.addAll(BY_TOKENS);

    for (DoubleFunction<SelectionCriterion> factory : factories) {
      assertThat(ids(factory.apply(more), documents))
          .containsAll(ids(factory.apply(less), documents));
    }
  }

  @Property(tries = 300)
  void bandsNestAsTheTokenBudgetGrows(
      @ForAll("documents") List<ScoredDocument> documents,
      @ForAll @LongRange(min = 1, max = 500) long budget,
      @ForAll @LongRange(max = 100) long more) {
    assertThat(ids(SelectionCriterion.lowTokens(budget + more), documents))
        .containsAll(ids(SelectionCriterion.lowTokens(budget), documents));
    assertThat(ids(SelectionCriterion.mediumTokens(budget + more), documents))
        .containsAll(ids(SelectionCriterion.mediumTokens(budget), documents));
    assertThat(ids(SelectionCriterion.highTokens(budget + more), documents))
        .containsAll(ids(SelectionCriterion.highTokens(budget), documents));
    assertThat(ids(SelectionCriterion.randomTokens(budget + more, 9), documents))
        .containsAll(ids(SelectionCriterion.randomTokens(budget, 9), documents));
  }

  @Property(tries = 300)
  void neverKeepsMoreTokensThanAskedFor(
      @ForAll("documents") List<ScoredDocument> documents,
      @ForAll @LongRange(min = 1, max = 600) long budget) {
    List<SelectionCriterion> criteria =
        List.of(
            SelectionCriterion.lowTokens(budget),
            SelectionCriterion.mediumTokens(budget),
            SelectionCriterion.highTokens(budget),
            SelectionCriterion.randomTokens(budget, 3),
            SelectionCriterion.lowTokens(budget).perDomain());

    for (SelectionCriterion criterion : criteria) {
      assertThat(tokens(ScoredDocument.kept(criterion, documents))).isLessThanOrEqualTo(budget);
    }
  }

  @Property(tries = 300)
  void leavesNoRoomInTheBudgetForTheNextDocument(
      @ForAll("distinctScores") List<ScoredDocument> documents,
      @ForAll @LongRange(min = 1, max = 600) long budget) {
    Comparator<ScoredDocument> rising =
        Comparator.comparingDouble(ScoredDocument::meanNegativeLogLikelihood);

    leavesNoRoom(SelectionCriterion.lowTokens(budget), documents, rising, budget);
    leavesNoRoom(SelectionCriterion.highTokens(budget), documents, rising.reversed(), budget);
  }

  private static void leavesNoRoom(
      SelectionCriterion criterion,
      List<ScoredDocument> documents,
      Comparator<ScoredDocument> order,
      long budget) {
    List<ScoredDocument> kept = ScoredDocument.kept(criterion, documents);
    List<ScoredDocument> dropped = new ArrayList<>(documents);
    dropped.removeAll(kept);

    dropped.stream()
        .min(order)
        .ifPresent(next -> assertThat(tokens(kept) + next.tokenCount()).isGreaterThan(budget));
  }

  @Property(tries = 300)
  void keepsEverythingWithinTheBudget(@ForAll("documents") List<ScoredDocument> documents) {
    long all = Math.max(1, tokens(documents));

    assertThat(ScoredDocument.kept(SelectionCriterion.lowTokens(all), documents))
        .hasSameSizeAs(documents);
    assertThat(ScoredDocument.kept(SelectionCriterion.mediumTokens(all), documents))
        .hasSameSizeAs(documents);
    assertThat(ScoredDocument.kept(SelectionCriterion.highTokens(Long.MAX_VALUE), documents))
        .hasSameSizeAs(documents);
    assertThat(ScoredDocument.kept(SelectionCriterion.medium(1).byTokens(), documents))
        .hasSameSizeAs(documents);
  }

  @Property(tries = 300)
  void doesNotDependOnTheOrderOfTheDocuments(
      @ForAll("documents") List<ScoredDocument> documents,
      @ForAll("percentages") int percentage,
      @ForAll long seed) {
    List<ScoredDocument> shuffled = new ArrayList<>(documents);
    Collections.shuffle(shuffled, new Random(seed));
    List<DoubleFunction<SelectionCriterion>> factories = new ArrayList<>(BY_DOCUMENTS);
    factories.addAll(BY_TOKENS);

    for (DoubleFunction<SelectionCriterion> factory : factories) {
      SelectionCriterion criterion = factory.apply(percentage / 100.0).perDomain();

      assertThat(ids(criterion, shuffled)).isEqualTo(ids(criterion, documents));
    }
  }

  @Property(tries = 300)
  void reportsWhatItKeeps(
      @ForAll("documents") List<ScoredDocument> documents, @ForAll("percentages") int percentage) {
    SelectionCriterion criterion = SelectionCriterion.medium(percentage / 100.0);

    Selection selection = criterion.select(ScoredDocument.store(documents));

    List<ScoredDocument> kept = ScoredDocument.kept(criterion, documents);
    assertThat(selection.keptDocumentCount()).isEqualTo(kept.size());
    assertThat(selection.keptTokenCount()).isEqualTo(tokens(kept));
    assertThat(selection.lowestMeanNegativeLogLikelihood())
        .isEqualTo(kept.stream().mapToDouble(ScoredDocument::meanNegativeLogLikelihood).min());
    assertThat(selection.highestMeanNegativeLogLikelihood())
        .isEqualTo(kept.stream().mapToDouble(ScoredDocument::meanNegativeLogLikelihood).max());
  }

  private static Set<String> ids(SelectionCriterion criterion, List<ScoredDocument> documents) {
    return ScoredDocument.kept(criterion, documents).stream()
        .map(ScoredDocument::id)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static long tokens(List<ScoredDocument> documents) {
    return documents.stream().mapToLong(ScoredDocument::tokenCount).sum();
  }

  /** Documents of one token, so that a mean that is not a whole number stays exact. */
  private static List<ScoredDocument> mapped(
      List<ScoredDocument> documents, DoubleUnaryOperator transform) {
    return documents.stream()
        .map(d -> d.withMean(transform.applyAsDouble(d.meanNegativeLogLikelihood())))
        .toList();
  }

  @Provide
  static Arbitrary<Integer> percentages() {
    return Arbitraries.integers().between(1, 100);
  }

  @Provide
  static Arbitrary<List<ScoredDocument>> documents() {
    return Arbitraries.integers()
        .between(-5, 20)
        .list()
        .ofMaxSize(60)
        .map(SelectionPropertyTest::documents);
  }

  @Provide
  static Arbitrary<List<ScoredDocument>> distinctScores() {
    return Arbitraries.integers()
        .between(-500, 500)
        .list()
        .uniqueElements()
        .ofMaxSize(60)
        .map(SelectionPropertyTest::documents);
  }

  private static List<ScoredDocument> documents(List<Integer> means) {
    return IntStream.range(0, means.size())
        .mapToObj(
            i ->
                new ScoredDocument(
                    "id" + i, means.get(i), 1 << (i * 7 % 5), i % 3 == 0 ? "books" : "", 0))
        .toList();
  }
}
