/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import io.github.perplexityprune.report.page.Figures;
import io.github.perplexityprune.report.page.Scale;
import io.github.perplexityprune.report.page.Svg;
import io.github.perplexityprune.report.page.Svg.Anchor;
import java.util.List;
import java.util.OptionalDouble;

/** Draws how the loss of a training fell. */
final class LossChart {
  static final int HEIGHT = 260;
  private static final int LEFT = 46;
  private static final int RIGHT = 12;
  private static final int TOP = 26;
  private static final int BOTTOM = 208;

  private LossChart() {}

  static void draw(Svg svg, int width, List<TrainingProgress> progress, TrainingReport report) {
    double end = width - RIGHT;
    double last = progress.get(progress.size() - 1).tokens();
    double least = progress.stream().mapToDouble(TrainingProgress::loss).min().orElse(0);
    double greatest = progress.stream().mapToDouble(TrainingProgress::loss).max().orElse(1);
    for (TrainingProgress point : progress) {
      least = Math.min(least, point.validationLoss().orElse(least));
    }
    least = Math.min(least, report.validationLoss().orElse(least));
    greatest = Math.max(greatest, report.unigramEntropy().orElse(greatest));
    double space = Math.max(1e-3, 0.05 * (greatest - least));
    Scale tokens = new Scale(0, last, LEFT, end);
    Scale losses = new Scale(least - space, greatest + space, BOTTOM, TOP);
    for (Scale.Tick tick : losses.ticks(32)) {
      double y = losses.at(tick.at());
      svg.line(LEFT, y, end, y, "grid");
      svg.text(LEFT - 5, y + 4, Anchor.END, "tick", tick.label());
    }
    for (Scale.Tick tick : tokens.ticks(svg.isNarrow() ? 84 : 100)) {
      double x = tokens.at(tick.at());
      Anchor anchor = x > end - 24 ? Anchor.END : Anchor.MIDDLE;
      svg.line(x, BOTTOM, x, BOTTOM + 5, "axis");
      svg.text(x, BOTTOM + 19, anchor, "tick", tick.label());
    }
    svg.line(LEFT, BOTTOM, end, BOTTOM, "axis");
    svg.text(4, 12, Anchor.START, "title", "loss, nats per token");
    svg.text(end, HEIGHT - 12, Anchor.END, "title", "tokens trained on →");
    level(svg, losses, end, report.unigramEntropy(), "unigram entropy");
    level(svg, losses, end, report.validationLoss(), "validation loss at the end");

    StringBuilder path = new StringBuilder();
    for (TrainingProgress point : progress) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(Figures.pixels(tokens.at((double) point.tokens())))
          .append(' ')
          .append(Figures.pixels(losses.at(point.loss())));
    }
    svg.path(path, "curve");
    for (TrainingProgress point : progress) {
      point.validationLoss().ifPresent(loss -> dot(svg, tokens, losses, point, loss));
    }
  }

  private static void dot(
      Svg svg, Scale tokens, Scale losses, TrainingProgress point, double loss) {
    double x = tokens.at((double) point.tokens());
    double y = losses.at(loss);
    String hint =
        "validation loss %s after %s tokens"
            .formatted(Figures.nats(loss), Figures.count(point.tokens()));
    svg.rectangle(x - 3, y - 3, 6, 6, "dot", hint);
  }

  private static void level(Svg svg, Scale losses, double end, OptionalDouble level, String label) {
    if (level.isPresent()) {
      double y = losses.at(level.getAsDouble());
      svg.line(LEFT, y, end, y, "level");
      svg.text(end - 2, y - 5, Anchor.END, "mark", label);
    }
  }
}
