/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report.page;

import java.util.function.BiConsumer;

/**
 * A drawing in SVG; lengths are in pixels. Every drawing is made twice, for a wide and for a narrow
 * screen, and the style sheet shows one of them: scaled down, the text would be too small to read.
 */
public final class Svg {
  private static final int WIDE = 720;
  private static final int NARROW = 350;

  private final Markup page;
  private final int width;

  private Svg(Markup page, int width) {
    this.page = page;
    this.width = width;
  }

  /**
   * A figure with a caption.
   *
   * @param label says what it shows to those who cannot see it
   */
  public static void figure(
      Markup page, int height, String label, String caption, BiConsumer<Svg, Integer> drawing) {
    page.open("figure");
    draw(page, WIDE, height, label, drawing);
    draw(page, NARROW, height, label, drawing);
    page.element("figcaption", caption).close();
  }

  private static void draw(
      Markup page, int width, int height, String label, BiConsumer<Svg, Integer> drawing) {
    page.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        width == WIDE ? "chart wide" : "chart narrow",
        "viewBox",
        "0 0 " + width + " " + height,
        "role",
        "img",
        "aria-label",
        label);
    drawing.accept(new Svg(page, width), width);
    page.close();
  }

  /** A bar that fills its place, with parts beside each other. */
  public static void bar(Markup page, String label, double[] lengths, String[] styles) {
    page.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "class",
        "bar",
        "viewBox",
        "0 0 100 10",
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        label);
    double total = 0;
    for (double length : lengths) {
      total += length;
    }
    Svg svg = new Svg(page, 100);
    double start = 0;
    for (int i = 0; i < lengths.length && total > 0; i++) {
      svg.rectangle(100 * start / total, 0, 100 * lengths[i] / total, 10, styles[i]);
      start += lengths[i];
    }
    page.close();
  }

  /** Whether the drawing is for a narrow screen. */
  public boolean isNarrow() {
    return width == NARROW;
  }

  public void rectangle(double x, double y, double breadth, double height, String style) {
    page.empty("rect", rectangleAttributes(x, y, breadth, height, style));
  }

  /** A rectangle that says something when it is pointed at. */
  public void rectangle(
      double x, double y, double breadth, double height, String style, String hint) {
    page.open("rect", rectangleAttributes(x, y, breadth, height, style));
    page.element("title", hint).close();
  }

  private static String[] rectangleAttributes(
      double x, double y, double breadth, double height, String style) {
    return new String[] {
      "class", style,
      "x", Figures.pixels(x),
      "y", Figures.pixels(y),
      "width", Figures.pixels(Math.max(0, breadth)),
      "height", Figures.pixels(Math.max(0, height))
    };
  }

  public void line(double x1, double y1, double x2, double y2, String style) {
    page.empty(
        "line",
        "class",
        style,
        "x1",
        Figures.pixels(x1),
        "y1",
        Figures.pixels(y1),
        "x2",
        Figures.pixels(x2),
        "y2",
        Figures.pixels(y2));
  }

  /** A path in the language of SVG. */
  public void path(CharSequence data, String style) {
    page.empty("path", "class", style, "d", data.toString());
  }

  public void text(double x, double y, Anchor anchor, String style, String text) {
    page.element(
        "text",
        text,
        "class",
        style,
        "x",
        Figures.pixels(x),
        "y",
        Figures.pixels(y),
        "text-anchor",
        anchor.word);
  }

  /** Which part of a text lies at its place. */
  public enum Anchor {
    START("start"),
    MIDDLE("middle"),
    END("end");

    private final String word;

    Anchor(String word) {
      this.word = word;
    }
  }
}
