/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static io.github.perplexityprune.select.SelectionCriterion.high;
import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static io.github.perplexityprune.select.SelectionCriterion.percentiles;
import static io.github.perplexityprune.select.SelectionCriterion.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.testing.NullPointerTester;
import io.github.perplexityprune.DocumentSource;
import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.PruneSummary;
import io.github.perplexityprune.Pruner;
import io.github.perplexityprune.ScoredDocuments;
import io.github.perplexityprune.reference.ReferenceModelConfig;
import io.github.perplexityprune.reference.ReferenceModelTrainer;
import io.github.perplexityprune.reference.ReferenceSplit;
import io.github.perplexityprune.reference.TrainingConfig;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.select.SelectionCriterion;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PruneReportTests {

  private static String headline(List<Sample> samples, SelectionCriterion criterion) {
    return ParsedPage.of(PruneReport.of(Sample.prune(samples, criterion)).html()).headline();
  }

  private static String text(PruneReport report) {
    return ParsedPage.of(report.html()).text();
  }

  @Test
  void beginsWithWhatHappened() {
    List<Sample> samples = Sample.thousandths(1000);

    assertThat(headline(samples, medium(0.5)))
        .isEqualTo(
            "Kept 500 of 1,000 documents (50.0%) and 50,000 of 100,000 scored tokens (50.0%):"
                + " the middle half of the 1,000 ranked documents, by perplexity.");
    assertThat(headline(samples, low(0.25))).contains("the least surprising quarter of the 1,000");
    assertThat(headline(samples, high(0.42))).contains("the most surprising 42.0% of the 1,000");
    assertThat(headline(samples, random(0.5, 1))).contains("a random half of the 1,000");
    assertThat(headline(samples, percentiles(10.0, 30.0)))
        .contains("20.0% of the 1,000 ranked documents, those from percentile 10.0 to 30.0");
    assertThat(headline(samples, low(0.5).perDomain())).contains("least surprising half");
  }

  @Test
  void showsTheNumbersOfTheSummary() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      samples.add(new Sample("a" + i, "text", "prose", 2 + i / 100.0, 10 + i));
      samples.add(new Sample("b" + i, "text", "verse", 4 + i / 100.0, 20));
    }
    PruneResult<Sample> result = Sample.prune(samples, low(0.4));

    String text = text(PruneReport.of(result));

    PruneSummary summary = result.summary();
    assertThat(text)
        .contains(
            String.format(
                Locale.ROOT,
                "Kept %,d of %,d documents",
                summary.keptDocumentCount(),
                summary.documentCount()))
        .contains(
            String.format(
                Locale.ROOT,
                "%,d of %,d scored tokens",
                summary.keptTokenCount(),
                summary.scoredTokenCount()))
        .contains(
            String.format(
                Locale.ROOT,
                "%.3f to %.3f nats per token",
                summary.lowestKept().getAsDouble(),
                summary.highestKept().getAsDouble()))
        .contains(
            String.format(
                Locale.ROOT, "Median perplexity %.1f", Math.exp(summary.quantiles().get(50.0))));
    summary
        .domains()
        .forEach(
            domain ->
                assertThat(text)
                    .contains(String.format(Locale.ROOT, "%,d", domain.tokenCount()))
                    .contains(String.format(Locale.ROOT, "%.1f%%", 100 * domain.keptTokenShare())));
    summary.warnings().forEach(warning -> assertThat(text).contains(warning));
  }

  @Test
  void drawsEveryScoredDocumentOnce() {
    PruneResult<Sample> result = Sample.prune(Sample.thousandths(5000), low(0.3));

    Distribution distribution = Survey.of(result, 0).distribution();

    long kept = 0;
    for (int bin = 0; bin < Distribution.BINS; bin++) {
      kept += distribution.kept(bin);
    }
    assertThat(distribution.total()).isEqualTo(5000);
    assertThat(kept).isEqualTo(1500);
  }

  @Test
  void warnsBesideADomainThatLosesOverThreeQuarters() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      samples.add(new Sample("p" + i, "text", "prose", 2 + i / 1000.0, 10));
      samples.add(new Sample("c" + i, "text", "code", 3 + i / 1000.0, 10));
    }

    ParsedPage page = ParsedPage.of(PruneReport.of(Sample.prune(samples, low(0.55))).html());

    assertThat(page.count("span", "alarm")).isEqualTo(1);
    assertThat(page.text()).contains("code ⚠ loses 90.0%");
    assertThat(page.text().indexOf("code ⚠")).isLessThan(page.text().indexOf("prose 100.0%"));
  }

  @Test
  void showsTheBeginningsOfTheExtremeDocuments() {
    PruneResult<Sample> result = Sample.prune(Sample.thousandths(1000), medium(0.5));

    String text = text(PruneReport.of(result));

    assertThat(text).contains("the text of d1 ").contains("the text of d1000");
  }

  @Test
  void saysThatShortTextScoresHighOnlyWhereItDoes() {
    List<Sample> falling =
        IntStream.range(0, 400)
            .mapToObj(i -> new Sample("d" + i, "text", "", 6 - i / 100.0, 10 + 5L * i))
            .toList();
    List<Sample> level =
        IntStream.range(0, 400)
            .mapToObj(i -> new Sample("d" + i, "text", "", 3 + i % 7 / 10.0, 10 + 5L * i))
            .toList();

    assertThat(text(PruneReport.of(Sample.prune(falling, low(0.5)))))
        .contains("Short text scores high here");
    assertThat(text(PruneReport.of(Sample.prune(level, low(0.5)))))
        .contains("Length matters little here")
        .doesNotContain("Short text scores high here");
  }

  @Test
  void saysWhyDocumentsFailed() {
    PruneResult<String> result =
        Pruner.builder()
            .scorer(document -> io.github.perplexityprune.score.PerplexityScore.ofPerplexity(9))
            .maximumDocumentCharacters(20)
            .criterion(low(0.5))
            .prune(DocumentSource.ofTexts(List.of("short", "tiny", "x".repeat(21), "")));

    assertThat(text(PruneReport.of(result)))
        .contains("document '2' must have at most 20 characters, but has 21")
        .contains("could not be scored; the reasons are below 1 25.0%")
        .contains("has no text 1 25.0%");
  }

  @Test
  void tellsHowTheReferenceModelWasTrained() {
    List<String> texts =
        IntStream.range(0, 400).mapToObj(i -> "sentence number " + i * 7919 % 1000).toList();
    ReferenceModelTrainer trainer =
        ReferenceModelTrainer.builder()
            .model(ReferenceModelConfig.tiny())
            .split(ReferenceSplit.excluded(0.25).withSeed(77))
            .engine(new BigramReferenceEngine())
            .build();
    PruneResult<String> result =
        Pruner.builder()
            .reference(trainer)
            .criterion(low(0.5))
            .prune(DocumentSource.ofTexts(texts));

    String text = text(PruneReport.of(result));

    assertThat(text)
        .contains(result.scores().references().get(0))
        .contains(result.trainings().get(0).textsDigest())
        .contains("0.25 of the documents, then set aside; seed 77")
        .contains("perplexity-prune " + Pruner.version().strip())
        .contains("low(0.5)")
        .contains(
            String.format(
                Locale.ROOT, "%.3f", result.trainings().get(0).validationLoss().getAsDouble()));
    assertThat(text(PruneReport.of(result).withTrainings(List.of())))
        .contains("No training is recorded");
  }

  @Test
  void warnsOfAReferenceModelThatLearnedNothing() {
    PruneReport report = PruneReport.of(Sample.prune(Sample.thousandths(10), low(0.5)));

    assertThat(text(report.withTrainings(List.of(training(4.9, 5)))))
        .contains("hardly better than token frequencies");
    assertThat(text(report.withTrainings(List.of(training(3, 5)))))
        .contains("would guess among 148.4.")
        .doesNotContain("hardly better than token frequencies");
  }

  private static TrainingReport training(double validationLoss, double unigramEntropy) {
    return new TrainingReport(
        ReferenceModelConfig.tiny(),
        TrainingConfig.defaultFor(ReferenceModelConfig.tiny()),
        ReferenceSplit.excluded(0.1),
        0,
        "digest",
        10,
        100,
        100,
        5,
        3,
        OptionalDouble.of(validationLoss),
        OptionalDouble.of(unigramEntropy),
        Duration.ofSeconds(1));
  }

  @Test
  void showsNoTextsWhenOnlyScoresAreAtHand() {
    PruneResult<Void> result =
        ScoredDocuments.of(Sample.store(Sample.thousandths(50))).select(low(0.5));

    ParsedPage page = ParsedPage.of(PruneReport.of(result).html());

    assertThat(page.text()).contains("Only the scores were at hand").contains("perplexity 1.1");
    assertThat(page.count("pre")).isZero();
  }

  @Test
  void refusesASourceThatChanged() {
    List<Sample> scored = Sample.thousandths(50);
    List<Sample> shorter = scored.subList(0, 10);
    List<Sample> other = scored.stream().map(s -> Sample.of("new " + s.id(), s.mean())).toList();

    assertThatThrownBy(() -> reportOf(shorter, scored).html())
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageContaining("ended after 10 of 50; score it again");
    assertThatThrownBy(() -> reportOf(other, scored).html())
        .isInstanceOf(PerplexityPruneException.class)
        .hasMessageContaining("is now 'new d");
  }

  private static PruneReport reportOf(List<Sample> source, List<Sample> scored) {
    return PruneReport.of(
        ScoredDocuments.of(Sample.source(source), Sample.store(scored)).select(low(0.5)));
  }

  @Test
  void showsTheFactsOfTheCallerInTheirOrder() {
    PruneReport report =
        PruneReport.of(Sample.prune(Sample.thousandths(10), low(0.5)))
            .withTitle("News <2026>")
            .withFact("Zebra", "first")
            .withFact("Apple", "a & b");

    ParsedPage page = ParsedPage.of(report.html());

    assertThat(page.elements("h1").item(0).getTextContent()).isEqualTo("News <2026>");
    assertThat(page.text()).containsSubsequence("Zebra", "first", "Apple", "a & b");
  }

  @Test
  void refusesNull() {
    NullPointerTester tester = new NullPointerTester();
    tester.setDefault(PruneResult.class, Sample.prune(Sample.thousandths(3), low(0.5)));

    tester.testAllPublicStaticMethods(PruneReport.class);
    tester.testAllPublicInstanceMethods(
        PruneReport.of(Sample.prune(Sample.thousandths(3), low(0.5))));
    tester.testAllPublicStaticMethods(RunHistory.class);
  }
}
