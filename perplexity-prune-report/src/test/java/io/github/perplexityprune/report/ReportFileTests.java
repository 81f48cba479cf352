/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static io.github.perplexityprune.select.SelectionCriterion.low;
import static io.github.perplexityprune.select.SelectionCriterion.medium;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTests {

  @Test
  void replacesAnEarlierPageAndLeavesNothingBeside(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("report.html"), "an earlier page");
    PruneReport report = PruneReport.of(Sample.prune(Sample.thousandths(10), low(0.5)));

    report.writeHtml(file);

    assertThat(file).hasContent(report.html());
    assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void namesTheFileThatCannotBeWritten(@TempDir Path folder) {
    PruneReport report = PruneReport.of(Sample.prune(Sample.thousandths(10), low(0.5)));

    assertThatThrownBy(() -> report.writeHtml(folder.resolve("absent/report.html")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent/report.html");
  }

  @Test
  void givesTheSameBytesForTheSameResult() {
    List<Sample> samples = Sample.thousandths(3000);

    String first = PruneReport.of(Sample.prune(samples, medium(0.5))).html();
    String second = PruneReport.of(Sample.prune(samples, medium(0.5))).html();

    assertThat(second).isEqualTo(first);
    assertThat(PruneReport.of(Sample.prune(samples, medium(0.5))).withSeed(5).html())
        .isNotEqualTo(first);
  }
}
