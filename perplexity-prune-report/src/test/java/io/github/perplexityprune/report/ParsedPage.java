/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A page as a parser of XML reads it, which refuses what is not well-formed. */
final class ParsedPage {
  private final Document document;

  private ParsedPage(Document document) {
    this.document = document;
  }

  static ParsedPage of(String html) {
    try {
      return new ParsedPage(
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(html))));
    } catch (Exception e) {
      throw new AssertionError("the page must be well-formed, but is not: " + e.getMessage(), e);
    }
  }

  /** All text, in which each run of white space is a space. */
  String text() {
    return document.getDocumentElement().getTextContent().replaceAll("\\s+", " ");
  }

  String headline() {
    NodeList paragraphs = document.getElementsByTagName("p");
    return paragraphs.item(0).getTextContent();
  }

  int count(String tag) {
    return document.getElementsByTagName(tag).getLength();
  }

  NodeList elements(String tag) {
    return document.getElementsByTagName(tag);
  }

  /** How many elements of a tag have a class. */
  long count(String tag, String style) {
    long count = 0;
    NodeList elements = document.getElementsByTagName(tag);
    for (int i = 0; i < elements.getLength(); i++) {
      String styles = ((Element) elements.item(i)).getAttribute("class");
      count += (" " + styles + " ").contains(" " + style + " ") ? 1 : 0;
    }
    return count;
  }
}
