/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.PruneResult;
import io.github.perplexityprune.report.Choice.Chosen;
import io.github.perplexityprune.report.Choice.Group;
import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.report.page.PlainText;
import io.github.perplexityprune.score.ScoreStore;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Documents to read: numbers do not show what was kept. */
final class DocumentSection {
  private static final int ID_LENGTH = 120;

  private final Markup page;
  private final Survey survey;
  private final ScoreStore scores;
  private final Optional<Map<Long, Excerpt>> excerpts;

  /**
   * Reads the documents.
   *
   * @throws PerplexityPruneException if the source no longer gives the documents that were scored
   */
  DocumentSection(Markup page, Survey survey, PruneResult<?> result) {
    this.page = page;
    this.survey = survey;
    this.scores = result.scores();
    SortedSet<Long> ordinals = new TreeSet<>();
    Stream.concat(survey.groups().stream(), survey.domainGroups().stream())
        .forEach(group -> group.chosen().forEach(chosen -> ordinals.add(chosen.ordinal())));
    this.excerpts = Excerpt.read(result, ordinals);
  }

  void write() {
    if (survey.groups().isEmpty()) {
      page.paragraph("No document was ranked.");
      return;
    }
    if (excerpts.isEmpty()) {
      page.paragraph(
          "Only the scores were at hand when this page was made, so the documents' texts are not"
              + " shown.");
    } else {
      page.note(
          "Texts are cut to their beginning. Characters that cannot be seen are written out.");
    }
    for (Group group : survey.groups()) {
      page.element("h3", group.title());
      page.note(group.explanation());
      cards(group);
    }
    if (!survey.domainGroups().isEmpty()) {
      page.element("h3", "By domain, drawn at random");
      int all = survey.summary().domains().size();
      page.note(
          (all > DocumentChoice.DOMAINS
                  ? "The largest "
                      + DocumentChoice.DOMAINS
                      + " of "
                      + Figures.count(all)
                      + " domains"
                  : "Each domain")
              + ", with up to two kept and two dropped documents.");
      for (Group group : survey.domainGroups()) {
        page.open("details").open("summary").element("bdi", group.title()).close();
        cards(group);
        page.close();
      }
    }
  }

  private void cards(Group group) {
    page.open("div", "class", "cards");
    group.chosen().forEach(this::card);
    page.close();
  }

  private void card(Chosen chosen) {
    page.open("article").open("header");
    String style = chosen.verdict().isKept() ? "chip chip-kept" : "chip chip-dropped";
    String word = chosen.verdict().isKept() ? "kept" : "dropped";
    page.element("span", word, "class", style);
    page.element("b", "perplexity " + Figures.perplexity(chosen.mean()));
    page.element(
        "span",
        Figures.nats(chosen.mean())
            + " nats per token, "
            + Figures.count(chosen.tokenCount(), "token"),
        "class",
        "note");
    String id = scores.row(chosen.ordinal()).id();
    page.element("bdi", PlainText.name(id, ID_LENGTH), "class", "id");
    String domain = scores.domains().get(chosen.domain());
    if (!domain.isEmpty()) {
      page.element("bdi", DomainSection.name(domain), "class", "domain");
    }
    page.close();
    excerpts.ifPresent(texts -> text(requireNonNull(texts.get(chosen.ordinal()))));
    page.close();
  }

  private void text(Excerpt excerpt) {
    page.element("pre", excerpt.text() + (excerpt.isWhole() ? "" : " …"), "dir", "auto");
  }
}
