/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the extensions of a file's name say about it; upper and lower case are the same. */
record FileKind(CorpusFormat format, Compression compression) {
  private static final ImmutableMap<String, CorpusFormat> FORMATS =
      ImmutableMap.of(
          ".jsonl", CorpusFormat.JSON_LINES,
          ".ndjson", CorpusFormat.JSON_LINES,
          ".json", CorpusFormat.JSON_LINES,
          ".txt", CorpusFormat.TEXT,
          ".md", CorpusFormat.TEXT,
          ".parquet", CorpusFormat.PARQUET);

  private static final ImmutableMap<String, Compression> COMPRESSIONS =
      ImmutableMap.of(
          ".gz", Compression.GZIP,
          ".gzip", Compression.GZIP,
          ".zst", Compression.ZSTD,
          ".zstd", Compression.ZSTD);

  /** The extensions that can be read, for messages. */
  static final String KNOWN =
      ".jsonl, .ndjson, .json, .txt and .md (each also with .gz, .gzip, .zst or .zstd after it), and"
          + " .parquet";

  /** What a file of this name holds; empty when its extension is not known. */
  static Optional<FileKind> ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    Compression compression = ending(name, COMPRESSIONS).orElse(Compression.NONE);
    String uncompressed = compression == Compression.NONE ? name : withoutExtension(name);
    return ending(uncompressed, FORMATS)
        .filter(format -> format != CorpusFormat.PARQUET || compression == Compression.NONE)
        .map(format -> new FileKind(format, compression));
  }

  /**
   * The domain that a file's name stands for: see {@link CorpusFiles.Builder#domainFromFileName}.
   */
  static String domain(CorpusFile file) {
    List<String> parts = Splitter.on('/').splitToList(file.name());
    if (file.format() == CorpusFormat.TEXT) {
      return parts.size() < 2 ? "" : parts.get(parts.size() - 2);
    }
    return baseName(parts.get(parts.size() - 1));
  }

  private static String baseName(String fileName) {
    boolean compressed = ending(fileName.toLowerCase(Locale.ROOT), COMPRESSIONS).isPresent();
    return withoutExtension(compressed ? withoutExtension(fileName) : fileName);
  }

  /** The extensions at the end of a name that say what the file holds, with their dots. */
  static String extensions(String fileName) {
    String name = fileName.substring(fileName.lastIndexOf('/') + 1);
    return ofName(name).isPresent() ? name.substring(baseName(name).length()) : "";
  }

  private static <T> Optional<T> ending(String name, Map<String, T> extensions) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? Optional.empty() : Optional.ofNullable(extensions.get(name.substring(dot)));
  }

  private static String withoutExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }
}
