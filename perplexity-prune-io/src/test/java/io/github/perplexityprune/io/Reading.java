/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a reader gave for a file. */
record Reading(List<CorpusRecord> documents, List<RejectedRecord> rejects) {
  static final RecordFields FIELDS =
      new RecordFields(List.of("text"), List.of("id"), List.of("domain"));

  /** Reads lines of JSON, given as text. */
  static Reading ofLines(String lines) {
    return of("lines.jsonl", lines.getBytes(UTF_8));
  }

  static Reading of(String fileName, byte[] stored) {
    return of(fileName, new ByteArrayInputStream(stored), FIELDS, InputLimits.defaults());
  }

  static Reading of(String fileName, byte[] stored, InputLimits limits) {
    return of(fileName, new ByteArrayInputStream(stored), FIELDS, limits);
  }

  static Reading of(String fileName, byte[] stored, RecordFields fields) {
    return of(fileName, new ByteArrayInputStream(stored), fields, InputLimits.defaults());
  }

  static Reading of(String fileName, InputStream stored, RecordFields fields, InputLimits limits) {
    FileKind kind = FileKind.ofName(fileName).orElseThrow();
    var file = new CorpusFile(Path.of(fileName), fileName, kind.format(), kind.compression(), 0);
    var documents = new ArrayList<CorpusRecord>();
    var rejects = new ArrayList<RejectedRecord>();
    try (RecordReader reader =
        RecordReaders.open(file, opened -> stored, fields, limits, rejects::add)) {
      for (CorpusRecord next; (next = reader.next()) != null; ) {
        documents.add(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Reading(documents, rejects);
  }

  List<String> texts() {
    return documents.stream().map(CorpusRecord::text).toList();
  }

  List<String> ids() {
    return documents.stream().map(CorpusRecord::id).toList();
  }

  List<String> domains() {
    return documents.stream().map(CorpusRecord::domain).toList();
  }

  List<Long> positions() {
    return documents.stream().map(CorpusRecord::position).toList();
  }

  /** The lines that the documents were read from. */
  List<String> rawLines() {
    return documents.stream()
        .map(document -> new String(((JsonLine) document.raw()).bytes(), UTF_8))
        .toList();
  }

  List<String> reasons() {
    return rejects.stream().map(RejectedRecord::reason).toList();
  }

  List<Long> rejectedPositions() {
    return rejects.stream().map(RejectedRecord::position).toList();
  }
}
