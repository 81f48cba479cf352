/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.report.page.HtmlPage;
import io.github.perplexityprune.report.page.Markup;
import java.nio.file.Path;

/**
 * A page that shows a person what a study found: the verdict, the differences with their
 * uncertainty, how each arm came along in training, what each kept of the corpus, and what it all
 * cost. One file of HTML like that of {@link io.github.perplexityprune.report.PruneReport}.
 *
 * @since 0.1
 */
public final class StudyReport {
  private static final String DEFAULT_TITLE = "Does pruning help?";

  private final StudyResult result;
  private final String title;

  private StudyReport(StudyResult result, String title) {
    this.result = result;
    this.title = title;
  }

  /** A report of a result. */
  public static StudyReport of(StudyResult result) {
    return new StudyReport(requireNonNull(result, "result"), DEFAULT_TITLE);
  }

  /** This report under another title, of which 120 characters are shown. */
  public StudyReport withTitle(String newTitle) {
    return new StudyReport(result, requireNonNull(newTitle, "title"));
  }

  /** The page. The same result gives the same bytes. */
  public String html() {
    return HtmlPage.of(title, this::header, this::main);
  }

  /**
   * Writes the page into a file, which appears whole or not at all and replaces an earlier one.
   *
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void writeHtml(Path file) {
    HtmlPage.write(file, html());
  }

  private void header(Markup page) {
    VerdictSection.write(page, result);
    page.open("nav", "aria-label", "Contents").open("ul");
    for (Part part : Part.values()) {
      page.open("li").element("a", part.heading, "href", "#" + part.id).close();
    }
    page.close().close();
  }

  private void main(Markup page) {
    heading(page, Part.DIFFERENCE);
    DifferenceSection.write(page, result);
    heading(page, Part.CURVES);
    CurveSection.write(page, result);
    heading(page, Part.SCORES);
    ScoreSection.write(page, result);
    heading(page, Part.DATA);
    DataSection.write(page, result);
    heading(page, Part.COST);
    CostSection.write(page, result);
    heading(page, Part.STUDY);
    page.openTable("What is needed to repeat the study").open("tbody");
    result.settings().forEach(page::fact);
    page.close().closeTable();
  }

  private static void heading(Markup page, Part part) {
    page.element("h2", part.heading, "id", part.id);
  }

  /** The parts of the page, in order. */
  private enum Part {
    DIFFERENCE("Does it help?", "difference"),
    CURVES("Along the training", "curves"),
    SCORES("What the models can do", "scores"),
    DATA("What they were trained on", "data"),
    COST("What it costs and saves", "cost"),
    STUDY("To repeat this study", "study");

    private final String heading;
    private final String id;

    Part(String heading, String id) {
      this.heading = heading;
      this.id = id;
    }
  }
}
