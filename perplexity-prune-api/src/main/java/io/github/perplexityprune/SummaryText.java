/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import io.github.perplexityprune.select.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A {@link PruneSummary} as text for a person. */
final class SummaryText {
  private static final int BAR_WIDTH = 40;
  private static final int MAXIMUM_DOMAINS = 40;

  private final PruneSummary summary;
  private final StringBuilder text = new StringBuilder();

  SummaryText(PruneSummary summary) {
    this.summary = summary;
  }

  private void counts() {
    line("Pruning by %s", summary.criterion());
    line(
        "kept %,d of %,d documents, %,d of %,d scored tokens (%.1f%%)",
        summary.keptDocumentCount(),
        summary.documentCount(),
        summary.keptTokenCount(),
        summary.scoredTokenCount(),
        percent(summary.keptTokenCount(), summary.scoredTokenCount()));
    for (Map.Entry<Verdict, Long> entry : summary.documentCounts().entrySet()) {
      line(
          "  %-8s %,10d  %s",
          entry.getKey().isKept() ? "kept" : "dropped", entry.getValue(), entry.getKey().phrase());
    }
    if (summary.lowestKept().isPresent() && summary.highestKept().isPresent()) {
      double lowest = summary.lowestKept().getAsDouble();
      double highest = summary.highestKept().getAsDouble();
      line(
          "kept perplexities: %s to %s (%.3f to %.3f nats per token)",
          perplexity(lowest), perplexity(highest), lowest, highest);
    }
  }

  private void histogram() {
    ScoreHistogram histogram = summary.histogram();
    List<Long> counts = histogram.counts();
    long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
    if (most == 0) {
      return;
    }
    line("");
    line("Documents by perplexity (# kept, . dropped)");
    for (int bin = 0; bin < counts.size(); bin++) {
      long kept = histogram.keptCounts().get(bin);
      long count = counts.get(bin);
      int bar = (int) Math.round((double) BAR_WIDTH * count / most);
      int keptBar = count == 0 ? 0 : (int) Math.round((double) bar * kept / count);
      String ends = bin == 0 ? "<" : bin == counts.size() - 1 ? ">" : " ";
      double edge = histogram.from() + histogram.binWidth() * (bin == 0 ? 1 : bin);
      line(
          "%s%9s | %s%s %,d",
          ends, perplexity(edge), "#".repeat(keptBar), ".".repeat(bar - keptBar), count);
    }
  }

  private void domains() {
    List<DomainSummary> domains = summary.domains();
    if (domains.size() < 2) {
      return;
    }
    line("");
    line("%-28s %12s %12s %7s   %s", "Domain", "tokens", "kept", "kept", "share before -> after");
    for (DomainSummary domain : domains.subList(0, Math.min(MAXIMUM_DOMAINS, domains.size()))) {
      line(
          "%-28s %,12d %,12d %6.1f%%   %5.1f%% -> %5.1f%%",
          domain.name().isEmpty() ? "(none)" : domain.name(),
          domain.tokenCount(),
          domain.keptTokenCount(),
          100 * domain.keptTokenShare(),
          percent(domain.tokenCount(), summary.scoredTokenCount()),
          percent(domain.keptTokenCount(), summary.keptTokenCount()));
    }
    if (domains.size() > MAXIMUM_DOMAINS) {
      line("and %,d smaller domains", domains.size() - MAXIMUM_DOMAINS);
    }
  }

  private void warnings() {
    for (String warning : summary.warnings()) {
      line("WARNING: %s", warning);
    }
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }

  private static String perplexity(double meanNegativeLogLikelihood) {
    double perplexity = Math.exp(meanNegativeLogLikelihood);
    return String.format(Locale.ROOT, perplexity < 1e6 ? "%.1f" : "%.2e", perplexity);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  @Override
  public String toString() {
    text.setLength(0);
    counts();
    histogram();
    domains();
    warnings();
    return text.toString();
  }
}
