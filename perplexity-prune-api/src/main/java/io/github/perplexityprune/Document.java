/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.internal.WellFormedText;

/**
 * A text with an identity: the unit that is scored, kept or dropped.
 *
 * @param id names the document in messages, decisions and tie-breaks; should be unique within a
 *     source
 * @param text the document's text as well-formed Unicode; an unpaired surrogate is replaced by
 *     U+FFFD, as Unicode recommends and as common tokenizers do, so that every engine sees the same
 *     text. The host's own object is never changed
 * @param domain where the document comes from (a web site, a book, a programming language), or
 *     empty when nothing is known
 * @since 0.1
 */
public record Document(String id, String text, String domain) {

  /**
   * Checks and cleans the components in time linear in the text.
   *
   * @throws NullPointerException if a component is null; for a null text the message names the
   *     document
   */
  public Document {
    requireNonNull(id, "id");
    if (text == null) {
      throw new NullPointerException(
          "text of document '"
              + id
              + "' must not be null; return an empty string for a document without text");
    }
    requireNonNull(domain, "domain");
    text = WellFormedText.of(text);
  }

  /** A document without a domain. */
  public static Document of(String id, String text) {
    return new Document(id, text, "");
  }

  /** The document's id, domain and length; never its text, which may be large or private. */
  @Override
  public String toString() {
    return "Document[id=" + id + ", domain=" + domain + ", characters=" + text.length() + "]";
  }
}
