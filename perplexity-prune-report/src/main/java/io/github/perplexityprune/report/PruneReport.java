/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.report.page.HtmlPage;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.score.ScoreStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A page that shows a person what a pruning did to a corpus: the distribution of the scores and
 * where the band was cut, the domains before and after, how scores depend on length, documents to
 * read, the reference model, and what is needed to repeat the run.
 *
 * <pre>{@code
 * PruneReport.of(result).withTitle("News, 2026").writeHtml(Path.of("report.html"));
 * }</pre>
 *
 * <p>The page is one file of HTML that is well-formed as XML. It needs no network and runs no code;
 * its own policy forbids both. Documents' texts are escaped and cut. It stays below two megabytes
 * whatever the corpus. The same result gives the same bytes: it has no date but one that {@link
 * #withFact} adds.
 *
 * <p>Cost: the summary, two passes over the scores, and one over the documents that ends with the
 * last one shown; some megabytes of memory. A result without documents (of {@link
 * io.github.perplexityprune.ScoredDocuments#of(ScoreStore)}) gives a page without texts that says
 * so. Immutable; each {@code with} method returns a new report.
 *
 * @since 0.1
 */
public final class PruneReport {
  private static final String DEFAULT_TITLE = "What the pruning did";

  private final PruneResult<?> result;
  private final String title;
  private final long seed;
  private final List<TrainingReport> trainings;
  private final Map<String, String> facts;
  private final RunHistory.Facts history;

  private PruneReport(
      PruneResult<?> result,
      String title,
      long seed,
      List<TrainingReport> trainings,
      Map<String, String> facts,
      RunHistory.Facts history) {
    this.result = result;
    this.title = title;
    this.seed = seed;
    this.trainings = trainings;
    this.facts = facts;
    this.history = history;
  }

  /** A report of a result, whose scores and source are read when the page is made. */
  public static PruneReport of(PruneResult<?> result) {
    requireNonNull(result, "result");
    return new PruneReport(
        result, DEFAULT_TITLE, 0, result.trainings(), Map.of(), RunHistory.Facts.NONE);
  }

  /** This report under another title, of which 120 characters are shown. */
  public PruneReport withTitle(String newTitle) {
    requireNonNull(newTitle, "title");
    return new PruneReport(result, newTitle, seed, trainings, facts, history);
  }

  /** This report with other documents drawn at random; the seed is 0 when unset. */
  public PruneReport withSeed(long newSeed) {
    return new PruneReport(result, title, newSeed, trainings, facts, history);
  }

  /**
   * This report with what is known of the trainings when the result itself does not know it, since
   * its scores were made earlier: {@link
   * io.github.perplexityprune.reference.ReferenceModel#training()} of the model, one a fold.
   */
  public PruneReport withTrainings(List<TrainingReport> newTrainings) {
    return new PruneReport(result, title, seed, List.copyOf(newTrainings), facts, history);
  }

  /**
   * This report with a fact that only the caller knows and that is needed to repeat the run: the
   * input files, the command, the window policy, the date. Facts are shown in the order in which
   * they are added; one of the same name replaces the other. Of a value 2000 characters are shown.
   */
  public PruneReport withFact(String name, String value) {
    Map<String, String> newFacts = new LinkedHashMap<>(facts);
    newFacts.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
    return new PruneReport(
        result, title, seed, trainings, Collections.unmodifiableMap(newFacts), history);
  }

  /** This report with loss curves, durations and speed, as the history has them now. */
  public PruneReport withHistory(RunHistory newHistory) {
    return new PruneReport(
        result, title, seed, trainings, facts, requireNonNull(newHistory, "history").facts());
  }

  /**
   * The page.
   *
   * @throws PerplexityPruneException if the source no longer gives the documents that were scored
   */
  public String html() {
    Survey survey = Survey.of(result, seed);
    return HtmlPage.of(
        title,
        page -> {
          OverviewSection.write(page, survey, trainings);
          contents(page);
        },
        page -> sections(page, survey));
  }

  private void sections(Markup page, Survey survey) {
    heading(page, Part.SCORES);
    DistributionSection.write(page, survey);
    heading(page, Part.DOMAINS);
    DomainSection.write(page, survey.summary());
    heading(page, Part.LENGTH);
    LengthSection.write(page, survey);
    heading(page, Part.UNRANKED);
    UnscoredSection.write(page, survey);
    heading(page, Part.DOCUMENTS);
    new DocumentSection(page, survey, result).write();
    heading(page, Part.REFERENCE);
    ReferenceSection.write(page, trainings, history);
    heading(page, Part.RUN);
    new RunSection(page, result, trainings, seed).write(facts, history);
  }

  /**
   * Writes the page into a file, which appears whole or not at all and replaces an earlier one.
   *
   * @throws PerplexityPruneException if the source no longer gives the documents that were scored
   * @throws UncheckedIOException if the file cannot be written
   */
  public void writeHtml(Path file) {
    HtmlPage.write(file, html());
  }

  private static void contents(Markup page) {
    page.open("nav", "aria-label", "Contents").open("ul");
    for (Part part : Part.values()) {
      page.open("li").element("a", part.heading, "href", "#" + part.id()).close();
    }
    page.close().close();
  }

  private static void heading(Markup page, Part part) {
    page.element("h2", part.heading, "id", part.id());
  }

  /** The parts of the page, in order. */
  private enum Part {
    SCORES("Scores"),
    DOMAINS("Domains before and after"),
    LENGTH("Score and length"),
    UNRANKED("Documents that were not ranked"),
    DOCUMENTS("Documents to read"),
    REFERENCE("The reference model"),
    RUN("To repeat this run");

    private final String heading;

    Part(String heading) {
      this.heading = heading;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
