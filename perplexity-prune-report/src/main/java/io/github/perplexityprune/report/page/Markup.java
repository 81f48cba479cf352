/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The page as it is written. Well-formed as XML, since every element that is opened is closed, and
 * whatever is given as text or as an attribute's value is escaped.
 */
public final class Markup {
  private final StringBuilder out = new StringBuilder(1 << 17);
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are names and values in turn. */
  public Markup open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  public Markup close() {
    out.append("</").append(open.pop()).append(">\n");
    return this;
  }

  /**
   * An element without content. Only of those that HTML has as void and of SVG: it reads {@code
   * <span/>} as a start.
   */
  public Markup empty(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /** An element with text in it. */
  public Markup element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  public Markup text(String text) {
    out.append(PlainText.escaped(text));
    return this;
  }

  /** Markup of our own, as it is. */
  public Markup verbatim(String markup) {
    out.append(markup);
    return this;
  }

  /** An entry of a legend: a patch in the style of what it names. */
  public Markup swatch(String style, String text) {
    return open("li").element("span", "", "class", "swatch " + style).text(text).close();
  }

  /** A number to be seen first, in a list of class {@code tiles}. */
  public void tile(String name, String figure, String detail) {
    open("div").element("dt", name).open("dd");
    element("b", figure).element("span", detail);
    close().close();
  }

  /** A paragraph of something that a reader must not miss. */
  public Markup warning(String text) {
    open("p", "class", "warning").element("strong", "⚠ Note: ");
    return text(text).close();
  }

  /** A paragraph. */
  public Markup paragraph(String text) {
    return element("p", text);
  }

  /** A paragraph of something that explains. */
  public Markup note(String text) {
    return element("p", text, "class", "note");
  }

  /** A row of a table of names and values. */
  public Markup fact(String name, String value) {
    return open("tr").element("th", name, "scope", "row").element("td", value).close();
  }

  /** The first row of a table: a heading for each column. */
  public Markup headings(String... names) {
    open("thead").open("tr");
    for (int i = 0; i < names.length; i++) {
      element("th", names[i], "scope", "col", "class", i == 0 ? "name" : "number");
    }
    return close().close();
  }

  /** A cell with a number. */
  public Markup number(String figure) {
    return element("td", figure, "class", "number");
  }

  /** Opens a table that can be scrolled, also with the keyboard, where it is too wide. */
  public Markup openTable(String label) {
    return open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", label)
        .open("table");
  }

  public Markup closeTable() {
    return close().close();
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(PlainText.escaped(attributes[i + 1])).append('"');
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
