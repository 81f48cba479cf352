/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.report.PruneReport;
import java.nio.file.Path;

/** A page for people who were not there. */
public final class ReportPage {
  private ReportPage() {}

  /** Prunes made-up articles and writes the page. */
  public static void main(String[] args) {
    if (args.length != 1) {
      System.err.println("usage: ReportPage FILE.html");
      return;
    }
    write(FirstPruning.leastSurprisingHalf(SampleArticles.of(600)), Path.of(args[0]));
  }

  static void write(PruneResult<Article> result, Path file) {
    // tag::report[]
    PruneReport.of(result).withTitle("News, 2026").writeHtml(file);
    // end::report[]
  }
}
