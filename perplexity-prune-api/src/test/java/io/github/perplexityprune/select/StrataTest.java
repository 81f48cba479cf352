/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.lowTokens;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.randomTokens;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.score.ScoreStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents of different folds, and on request of different domains, are ranked apart. */
class StrataTest {
  private static final List<ScoredDocument> TWO_DOMAINS =
      List.of(
          new ScoredDocument("b1", 1, 10, "books", 0),
          new ScoredDocument("b2", 2, 10, "books", 0),
          new ScoredDocument("b3", 3, 10, "books", 0),
          new ScoredDocument("b4", 4, 10, "books", 0),
          new ScoredDocument("c1", 7, 30, "code", 0),
          new ScoredDocument("c2", 6, 30, "code", 0));

  @Test
  void ranksDomainsTogetherUnlessAsked() {
    assertThat(ids(low(0.5), TWO_DOMAINS)).containsExactly("b1", "b2", "b3");
  }

  @Test
  void keepsTheSameShareOfEveryDomainWhenAsked() {
    assertThat(ids(low(0.5).perDomain(), TWO_DOMAINS)).containsExactly("b1", "b2", "c2");
    assertThat(ids(high(0.5).perDomain(), TWO_DOMAINS)).containsExactly("b3", "b4", "c1");
  }

  @Test
  void ranksFoldsApart() {
    List<ScoredDocument> documents =
        List.of(
            new ScoredDocument("a", 1, 1, "", 0),
            new ScoredDocument("b", 2, 1, "", 0),
            new ScoredDocument("c", 9, 1, "", 255),
            new ScoredDocument("d", 8, 1, "", 255));

    assertThat(ids(low(0.5), documents)).containsExactly("a", "d");
  }

  @Test
  void reportsABandADomainOfAFold() {
    Selection selection = medium(0.5).perDomain().select(ScoredDocument.store(TWO_DOMAINS));

    assertThat(selection.bands())
        .extracting(KeptBand::domain)
        .containsExactly(Optional.of("books"), Optional.of("code"));
    assertThat(selection.bands()).extracting(KeptBand::fold).containsExactly(0, 0);
    assertThat(selection.bands()).extracting(KeptBand::rankedDocumentCount).containsExactly(4L, 2L);
    assertThat(selection.bands()).extracting(KeptBand::keptDocumentCount).containsExactly(2L, 1L);
    assertThat(selection.bands()).extracting(KeptBand::keptTokenCount).containsExactly(20L, 30L);
    assertThat(selection.bands().get(0).lowestMeanNegativeLogLikelihood()).hasValue(2);
    assertThat(selection.bands().get(0).highestMeanNegativeLogLikelihood()).hasValue(3);
    assertThat(selection.bands().get(1))
        .hasToString(
            "kept 1 of 2 ranked documents of domain 'code' of fold 0, mean negative log-likelihood"
                + " 6.0 to 6.0 nats");
  }

  @Test
  void reportsABandThatKeepsNothing() {
    Selection selection = low(0.1).perDomain().select(ScoredDocument.store(TWO_DOMAINS));

    assertThat(selection.bands().get(1).lowestMeanNegativeLogLikelihood()).isEmpty();
    assertThat(selection.bands().get(1).highestMeanNegativeLogLikelihood()).isEmpty();
    assertThat(selection.bands().get(1))
        .hasToString("kept 0 of 2 ranked documents of domain 'code' of fold 0");
  }

  @Test
  void domainsShareABudgetOfTokensByTheirOwn() {
    assertThat(ids(lowTokens(50).perDomain(), TWO_DOMAINS)).containsExactly("b1", "b2", "c2");
    assertThat(ids(lowTokens(100).perDomain(), TWO_DOMAINS)).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({"20000, 20, 8", "20000, 3000, 8", "500, 7, 3", "500, 7, 0"})
  void findsTheSameWhenThereAreCountersForFewBitsOnly(
      int documentCount, int domainCount, int bits) {
    ScoreStore scores = ScoredDocument.store(manyDomains(documentCount, domainCount));
    List<SelectionCriterion> criteria =
        List.of(
            medium(0.4).perDomain(),
            medium(0.4).perDomain().byTokens(),
            high(0.3).perDomain().boundary(Boundary.PAPER),
            randomTokens(10_000, 3).perDomain());

    for (SelectionCriterion criterion : criteria) {
      List<Verdict> inLargeSteps = verdicts(criterion.select(scores), scores);
      List<Verdict> inSmallSteps = verdicts(criterion.select(scores, domainCount << bits), scores);

      assertThat(inSmallSteps).isEqualTo(inLargeSteps);
    }
  }

  private static List<Verdict> verdicts(Selection selection, ScoreStore scores) {
    List<Verdict> verdicts = new ArrayList<>();
    scores.forEach(row -> verdicts.add(selection.verdict(row)));
    return verdicts;
  }

  private static List<ScoredDocument> manyDomains(int documentCount, int domainCount) {
    Random random = new Random(5);
    List<ScoredDocument> documents = new ArrayList<>();
    for (int i = 0; i < documentCount; i++) {
      double mean = random.nextInt(4) == 0 ? 3 : 3 + random.nextGaussian();
      String domain = "domain" + random.nextInt(domainCount);
      documents.add(new ScoredDocument("id" + i, mean, 1 + random.nextInt(9), domain, 0));
    }
    return documents;
  }

  private static List<String> ids(SelectionCriterion criterion, List<ScoredDocument> documents) {
    return ScoredDocument.kept(criterion, documents).stream().map(ScoredDocument::id).toList();
  }
}
