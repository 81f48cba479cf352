/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Parquet files in tests. */
final class ParquetFiles {
  static final RecordFields TEXT = new RecordFields(List.of("text"), List.of(), List.of());

  private ParquetFiles() {}

  /** All that reading a file gives. */
  record Content(List<CorpusRecord> records, List<RejectedRecord> rejects) {
    List<String> texts() {
      return records.stream().map(CorpusRecord::text).toList();
    }

    List<String> ids() {
      return records.stream().map(CorpusRecord::id).toList();
    }

    List<String> reasons() {
      return rejects.stream().map(RejectedRecord::reason).toList();
    }
  }

  static CorpusFile file(Path path) throws IOException {
    return new CorpusFile(
        path,
        path.getFileName().toString(),
        CorpusFormat.PARQUET,
        Compression.NONE,
        Files.size(path));
  }

  static Content read(CorpusFile file) throws IOException {
    return read(file, TEXT, InputLimits.defaults());
  }

  static Content read(CorpusFile file, RecordFields fields, InputLimits limits) throws IOException {
    List<CorpusRecord> records = new ArrayList<>();
    List<RejectedRecord> rejects = new ArrayList<>();
    try (RecordReader reader = ParquetRecordReader.open(file, fields, limits, rejects::add)) {
      for (CorpusRecord record = reader.next(); record != null; record = reader.next()) {
        records.add(record);
      }
    }
    return new Content(records, rejects);
  }
}
