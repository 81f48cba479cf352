/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/**
 * A document of a corpus and the record that it was read from, which can be written unchanged.
 *
 * @since 0.1
 */
public final class CorpusRecord {
  private final CorpusFile file;
  private final long position;
  private final String id;
  private final String text;
  private final String domain;
  private final RawRecord raw;

  CorpusRecord(
      CorpusFile file, long position, String id, String text, String domain, RawRecord raw) {
    this.file = file;
    this.position = position;
    this.id = id;
    this.text = text;
    this.domain = domain;
    this.raw = raw;
  }

  /** The file that it is in. */
  public CorpusFile file() {
    return file;
  }

  /** Where in the file: the line or row, counted from 1; 1 when the file is one document. */
  public long position() {
    return position;
  }

  /** The value of the id field; without one {@code name:position}. */
  public String id() {
    return id;
  }

  /** The text to be scored. */
  public String text() {
    return text;
  }

  /** The value of the domain field, or what else names its domain; empty for none. */
  public String domain() {
    return domain;
  }

  /** The same record in another domain. */
  CorpusRecord withDomain(String newDomain) {
    return new CorpusRecord(file, position, id, text, newDomain, raw);
  }

  /** The record as it is in the file. */
  RawRecord raw() {
    return raw;
  }

  /** Names the document and its place. */
  @Override
  public String toString() {
    return "document '" + id + "' (" + file.name() + ":" + position + ")";
  }
}
