/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perplexityprune.DomainSummary;
import io.github.perplexityprune.select.SelectionCriterion;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class StudyReportTests {
  private static final String HOSTILE = "<script>alert('domain')</script>";

  @TempDir private Path folder;

  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
  }

  private static String text(String page) throws Exception {
    return parsed(page).getDocumentElement().getTextContent().replaceAll("\\s+", " ");
  }

  private static List<String> attributes(NodeList elements, String name) {
    return IntStream.range(0, elements.getLength())
        .mapToObj(i -> elements.item(i).getAttributes().getNamedItem(name).getNodeValue())
        .toList();
  }

  private static Estimate estimate(double mean, int seeds) {
    return new Estimate(
        mean, seeds < 2 ? OptionalDouble.empty() : OptionalDouble.of(0.004 + 0.1 * mean * mean));
  }

  private static MetricResult metric(double end, int seeds) {
    Map<String, Estimate> categories = new LinkedHashMap<>();
    categories.put("world knowledge", estimate(0.8 * end, seeds));
    categories.put("symbolic problem solving", estimate(1.2 * end, seeds));
    List<CurvePoint> curve = new ArrayList<>();
    for (int quarter = 1; quarter <= 4; quarter++) {
      double value = end * (1 - Math.exp(-quarter)) / (1 - Math.exp(-4));
      curve.add(new CurvePoint(250_000L * quarter, estimate(value, seeds)));
    }
    return new MetricResult(
        estimate(end, seeds), categories, Map.of("arc_easy", estimate(end, seeds)), curve);
  }

  private static Optional<Comparison> comparison(String control, double difference, int seeds) {
    return Optional.of(
        new Comparison(
            control,
            Metric.MARGIN,
            difference,
            0.003,
            seeds < 2 ? OptionalDouble.empty() : OptionalDouble.of(0.002),
            seeds < 2
                ? Optional.empty()
                : Optional.of(new Interval(difference - 0.02, difference + 0.02, 0.95))));
  }

  private static ArmResult arm(Arm arm, double end, int seeds) {
    return arm(arm, end, seeds, StudyVerdict.Outcome.CANNOT_TELL);
  }

  private static ArmResult arm(Arm arm, double end, int seeds, StudyVerdict.Outcome outcome) {
    boolean isCriterion = arm.kind() == Arm.Kind.CRITERION;
    long kept = Math.round(1_000_000 * arm.rate());
    long keptOfOther = isCriterion ? 9_000 : 200_000;
    return new ArmResult(
        arm,
        Math.round(2_000 * arm.rate()),
        kept,
        1e6 / kept,
        List.of(
            new DomainSummary("books", 1_500, 800_000, 700, kept - keptOfOther),
            new DomainSummary(HOSTILE, 500, 200_000, 300, keptOfOther)),
        metric(end / 2, seeds),
        metric(end, seeds),
        arm.kind() == Arm.Kind.NONE ? Optional.empty() : comparison("none", end - 0.1, seeds),
        isCriterion ? comparison("random(0.5)", end - 0.09, seeds) : Optional.empty(),
        end >= 0.1 ? OptionalLong.of(Math.round(1e5 / end)) : OptionalLong.empty(),
        isCriterion && end >= 0.1 ? OptionalDouble.of(0.9 - 0.1 / end) : OptionalDouble.empty(),
        Optional.of(estimate(3.25, seeds)),
        List.of(new DomainLoss("books", 20, 9_000, 3.25)),
        isCriterion
            ? Optional.of(verdict(outcome, arm.name() + " was put to the question."))
            : Optional.empty());
  }

  private static StudyVerdict verdict(StudyVerdict.Outcome outcome, String sentence) {
    return new StudyVerdict(outcome, sentence, OptionalInt.of(12), OptionalLong.empty());
  }

  private static CellResult cell(Arm arm, int seed) {
    return new CellResult(
        arm.name(), seed, 1_000, 500_000, 1_000_000, 500, 3.5, List.of(), List.of(), List.of(), 60);
  }

  private static StudyResult result(int seeds) {
    List<ArmResult> arms =
        List.of(
            arm(Arm.UNPRUNED, 0.1, seeds),
            arm(Arm.random(0.5), 0.09, seeds),
            arm(Arm.of(SelectionCriterion.low(0.5), 0.5), 0.06, seeds),
            arm(Arm.of(SelectionCriterion.medium(0.5), 0.5), 0.155, seeds),
            arm(Arm.of(SelectionCriterion.high(0.5), 0.5), 0.11, seeds));
    return result(
        seeds, arms, verdict(StudyVerdict.Outcome.CANNOT_TELL, "medium(0.5) helps: so it seems."));
  }

  private static StudyResult result(int seeds, List<ArmResult> arms, StudyVerdict verdict) {
    List<CellResult> cells =
        arms.stream()
            .flatMap(arm -> IntStream.rangeClosed(1, seeds).mapToObj(seed -> cell(arm.arm(), seed)))
            .toList();
    return new StudyResult(
        Map.of("model", "tiny & small"),
        1_000_000,
        seeds,
        Metric.MARGIN,
        arms,
        new StudyCost(3e12, 1e12, 4e12),
        cells,
        List.of("high(0.5) is trained for 5.0 passes"),
        verdict);
  }

  @Test
  void saysTheVerdictTheWarningsAndTheNumbers() throws Exception {
    String text = text(StudyReport.of(result(3)).withFact("input", "a.jsonl").html());

    assertThat(text)
        .contains("medium(0.5) helps: so it seems.")
        .contains("input a.jsonl")
        .contains("high(0.5) is trained for 5.0 passes")
        .contains("Whether pruning helps cannot be told at this budget.")
        .contains("Furthest ahead medium(0.5) +0.0550 nats to no pruning")
        .contains("+0.0350 to +0.0750")
        .contains("low(0.5) was put to the question.")
        .contains("tiny & small");
  }

  @Test
  void aBenefitOfOneBandDoesNotHideTheHarmOfAnother() throws Exception {
    List<ArmResult> arms =
        List.of(
            arm(Arm.UNPRUNED, 0.1, 3),
            arm(Arm.random(0.5), 0.09, 3),
            arm(Arm.of(SelectionCriterion.low(0.5), 0.5), 0.3, 3, StudyVerdict.Outcome.HELPS),
            arm(Arm.of(SelectionCriterion.high(0.5), 0.5), -0.1, 3, StudyVerdict.Outcome.HURTS));
    StudyVerdict verdict = verdict(StudyVerdict.Outcome.HELPS, "low(0.5) helps.");

    String text = text(StudyReport.of(result(3, arms, verdict)).html());

    assertThat(text).contains("low(0.5): pruning helps here; high(0.5): it hurts.");
  }

  @Test
  void saysWhenAnArmReachesTheEndOfNoPruningAndWhenItDoesNot() throws Exception {
    String text = text(StudyReport.of(result(3)).html());

    assertThat(text)
        .contains("medium(0.5) 0.1550 ± 0.0064 645,161 323 64.5%")
        .contains("not reached");
    assertThat(text).contains("medium(0.5) +25.5%").contains("low(0.5) does not get there");
  }

  @Test
  void tellsTheLossOnAllDocumentsHeldOutWithItsError() throws Exception {
    assertThat(text(StudyReport.of(result(3)).html())).contains("all 20 documents 3.250 ± 1.060");
    assertThat(text(StudyReport.of(result(1)).html())).contains("all 20 documents 3.250 3.250");
  }

  @Test
  void aSingleSeedHasNeitherErrorsNorIntervals() throws Exception {
    String text = text(StudyReport.of(result(1)).html());

    assertThat(text).contains("one seed tells none").doesNotContain("0.1550 ±");
  }

  @Test
  void isWellFormedWithoutScriptsWhateverTheDomainsAreCalled() throws Exception {
    Document page = parsed(StudyReport.of(result(2)).withTitle(HOSTILE).html());

    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(page.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo(HOSTILE);
    assertThat(page.getElementsByTagName("bdi").item(1).getTextContent()).isEqualTo(HOSTILE);
  }

  @Test
  void everyEntryOfTheContentsLeadsToAHeading() throws Exception {
    Document page = parsed(StudyReport.of(result(2)).html());

    List<String> headings = attributes(page.getElementsByTagName("h2"), "id");
    assertThat(attributes(page.getElementsByTagName("a"), "href"))
        .containsExactlyElementsOf(headings.stream().map(id -> "#" + id).toList());
  }

  @Test
  void writesTheSamePageForTheSameResult() throws Exception {
    Path file = folder.resolve("study.html");

    StudyReport.of(result(3)).writeHtml(file);

    assertThat(Files.readString(file)).isEqualTo(StudyReport.of(result(3)).html());
    assertThat(Files.size(file)).isLessThan(200_000);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
