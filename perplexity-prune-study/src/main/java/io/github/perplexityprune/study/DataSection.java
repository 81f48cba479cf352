/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.DomainSummary;
import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import java.util.ArrayList;
import java.util.List;

/** What each arm kept of the corpus, and what its models make of documents held out. */
final class DataSection {
  private static final int DOMAINS = 40;

  private DataSection() {}

  static void write(Markup page, StudyResult result) {
    page.openTable("Documents and tokens of each arm");
    page.headings("Arm", "documents", "tokens", "passes over them");
    page.open("tbody");
    for (ArmResult arm : result.arms()) {
      page.open("tr").element("th", arm.arm().name(), "scope", "row");
      page.number(Figures.count(arm.documentCount()));
      page.number(Figures.count(arm.tokenCount()));
      page.number(Figures.fixed(arm.passes(), 2)).close();
    }
    page.close().closeTable();
    page.note(
        "Tokens are those of the reference model. Beyond four passes a model gains little from more.");
    domains(page, result);
    heldOut(page, result);
  }

  private static List<String> headings(StudyResult result) {
    List<String> headings = new ArrayList<>(List.of("Domain"));
    result.arms().forEach(arm -> headings.add(arm.arm().name()));
    return headings;
  }

  private static void domains(Markup page, StudyResult result) {
    List<DomainSummary> pool = result.arms().get(0).domains();
    if (pool.size() < 2) {
      return;
    }
    page.element("h3", "Share of the tokens by domain");
    page.openTable("Share of the tokens by domain");
    page.headings(headings(result).toArray(String[]::new));
    page.open("tbody");
    for (int i = 0; i < Math.min(DOMAINS, pool.size()); i++) {
      String name = pool.get(i).name();
      page.open("tr").open("th", "scope", "row");
      page.element("bdi", name.isEmpty() ? "no domain" : name).close();
      for (ArmResult arm : result.arms()) {
        page.number(share(arm, name));
      }
      page.close();
    }
    page.close().closeTable();
    if (pool.size() > DOMAINS) {
      page.note("The " + DOMAINS + " largest of " + Figures.count(pool.size()) + " domains.");
    }
  }

  private static String share(ArmResult arm, String name) {
    long kept = 0;
    long all = 0;
    for (DomainSummary domain : arm.domains()) {
      all += domain.keptTokenCount();
      kept += domain.name().equals(name) ? domain.keptTokenCount() : 0;
    }
    return Figures.percent(kept, all);
  }

  private static long documents(List<DomainLoss> losses) {
    return losses.stream().mapToLong(DomainLoss::documentCount).sum();
  }

  private static String loss(Estimate loss) {
    String mean = Figures.nats(loss.mean());
    return loss.standardError().isPresent()
        ? mean + " ± " + Figures.nats(loss.standardError().getAsDouble())
        : mean;
  }

  private static void heldOut(Markup page, StudyResult result) {
    List<DomainLoss> first = result.arms().get(0).heldOut();
    if (first.isEmpty()) {
      return;
    }
    page.element("h3", "Loss on documents held out");
    page.paragraph(
        "A diagnostic, never the verdict: a pruned model is trained for another mixture of documents"
            + " than it is measured on here, and often gets worse at this while it gets better at its"
            + " tasks. Where a corpus was damaged on purpose and these documents were not, it tells how"
            + " much the damage costs.");
    page.openTable("Loss on documents held out");
    page.headings(headings(result).toArray(String[]::new));
    page.open("tbody");
    for (int i = 0; i < Math.min(DOMAINS, first.size()); i++) {
      String name = first.get(i).domain();
      page.open("tr").open("th", "scope", "row");
      page.element("bdi", name.isEmpty() ? "no domain" : name).close();
      for (ArmResult arm : result.arms()) {
        page.number(
            arm.heldOut().stream()
                .filter(loss -> loss.domain().equals(name))
                .findFirst()
                .map(loss -> Figures.nats(loss.meanNegativeLogLikelihood()))
                .orElse(""));
      }
      page.close();
    }
    page.open("tr")
        .element("th", "all " + Figures.count(documents(first), "document"), "scope", "row");
    for (ArmResult arm : result.arms()) {
      page.number(arm.heldOutLoss().map(DataSection::loss).orElse(""));
    }
    page.close().close().closeTable();
    page.note(
        "Mean negative log-likelihood in nats per token, lower is better: mean over the seeds, ± its"
            + " standard error.");
  }
}
