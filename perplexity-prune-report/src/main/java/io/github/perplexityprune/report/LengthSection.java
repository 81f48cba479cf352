/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Markup;
import io.github.perplexityprune.report.page.Svg;

/** How scores depend on length. */
final class LengthSection {
  /** Factor between the median perplexities of short and long documents worth a warning. */
  private static final double NOTABLE = 1.15;

  private LengthSection() {}

  static void write(Markup page, Survey survey) {
    LengthGrid grid = survey.lengths();
    if (grid.total() == 0) {
      page.paragraph("No document has a score.");
      return;
    }
    int shortEnd = grid.columnAt((grid.total() + 3) / 4) + 1;
    int longFirst = grid.columnAt(grid.total() - grid.total() / 4);
    if (shortEnd < longFirst) {
      page.paragraph(comparison(grid, shortEnd, longFirst));
    } else {
      page.paragraph("The documents are about equally long.");
    }
    page.open("ul", "class", "legend");
    page.swatch("shade2", "few documents");
    page.swatch("shade5", "many documents");
    page.swatch("median-swatch", "median");
    if (survey.hasOneBand() && !survey.thresholds().isEmpty()) {
      page.swatch("threshold-swatch", "threshold");
    }
    page.close();
    Svg.figure(
        page,
        LengthChart.HEIGHT,
        "Documents by length and score; the text above compares short and long ones",
        caption(grid),
        (svg, width) -> LengthChart.draw(svg, width, survey));
  }

  private static String caption(LengthGrid grid) {
    long drawn = grid.drawn();
    String caption =
        Figures.count(drawn, "document") + " by length in tokens and by score; logarithmic shades.";
    return drawn == grid.total()
        ? caption
        : caption + " " + Figures.count(grid.total() - drawn) + " far shorter or longer not drawn.";
  }

  private static String comparison(LengthGrid grid, int shortEnd, int longFirst) {
    double shortMedian = grid.median(0, shortEnd);
    double longMedian = grid.median(longFirst, LengthGrid.COLUMNS);
    String medians =
        "The shortest quarter of the documents (up to "
            + Figures.count(Math.round(LengthGrid.tokens(shortEnd)))
            + " tokens) has a median perplexity of "
            + Figures.perplexity(shortMedian)
            + ", the longest (from "
            + Figures.count(Math.round(LengthGrid.tokens(longFirst)))
            + " tokens on) one of "
            + Figures.perplexity(longMedian)
            + ". ";
    double ratio = Math.exp(shortMedian - longMedian);
    if (ratio > NOTABLE) {
      return medians
          + "Short text scores high here, whatever it says: the model has little context to guess"
          + " from. A selection of the most surprising documents prefers short ones; a minimum of tokens"
          + " (minimumTokens, --minimum-tokens) leaves the shortest unranked.";
    }
    if (ratio < 1 / NOTABLE) {
      return medians + "Here it is the long documents that score high.";
    }
    return medians + "Length matters little here.";
  }
}
