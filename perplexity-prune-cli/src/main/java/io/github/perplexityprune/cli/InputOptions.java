/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.io.CorpusFiles;
import io.github.perplexityprune.io.InputLimits;
import io.github.perplexityprune.io.RejectedRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which files are the corpus, and what in them is a document. */
final class InputOptions implements OptionSection {
  @Option(
      names = {"-i", "--input"},
      required = true,
      arity = "1..*",
      paramLabel = "FILES",
      description =
          "Files, folders or quoted patterns (such as 'data/**/*.zst'): JSON lines and text, plain, gzip or"
              + " zstd, and Parquet; or - for JSON lines on standard input, which are copied to a"
              + " temporary file since they are read several times.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--text-field",
      defaultValue = CorpusFiles.DEFAULT_TEXT_FIELD,
      paramLabel = "FIELD",
      description = "Where the text is; dots lead into objects (default: ${DEFAULT-VALUE}).")
  private String textField = CorpusFiles.DEFAULT_TEXT_FIELD;

  @Option(
      names = "--id-field",
      paramLabel = "FIELD",
      description = "Where the id is (default: the file's name and the line, data.jsonl:17).")
  private @Nullable String idField;

  @Option(
      names = "--domain-field",
      paramLabel = "FIELD",
      description = "Where the domain is (default: none).")
  private @Nullable String domainField;

  @Option(
      names = "--domain-from-file-name",
      description = "Take the name of a file (of text files: their folder) as the domain.")
  private boolean domainFromFileName;

  @Option(
      names = "--max-rejects",
      paramLabel = "COUNT",
      description =
          "End with exit code 3 when more records than this cannot be read (default: no limit; they are"
              + " counted and said).")
  private @Nullable Long maximumRejects;

  @Option(
      names = "--max-record-bytes",
      paramLabel = "BYTES",
      description = "Reject longer lines, rows and text files (default: 64 MiB).")
  private @Nullable Integer maximumRecordBytes;

  @Option(
      names = "--max-expansion",
      paramLabel = "FACTOR",
      description =
          "Reject files that decompress to more than this many times their size (default: 1000).")
  private @Nullable Integer maximumExpansion;

  /** Finds the files. */
  CorpusFiles corpus(Consumer<RejectedRecord> rejects) {
    return corpus(inputs, rejects);
  }

  /** Finds other files, of which documents are read in the same way. */
  CorpusFiles corpus(List<String> files, Consumer<RejectedRecord> rejects) {
    CorpusFiles.Builder builder =
        CorpusFiles.builder().textField(textField).rejects(rejects).limits(limits());
    files.forEach(builder::input);
    if (idField != null) {
      builder.idField(idField);
    }
    if (domainField != null) {
      builder.domainField(domainField);
    }
    if (domainFromFileName) {
      builder.domainFromFileName();
    }
    if (maximumRejects != null) {
      builder.maximumRejects(maximumRejects);
    }
    return builder.build();
  }

  /** What the files may ask of the reader. */
  InputLimits limits() {
    InputLimits defaults = InputLimits.defaults();
    return new InputLimits(
        maximumRecordBytes == null ? defaults.maximumRecordBytes() : maximumRecordBytes,
        maximumExpansion == null ? defaults.maximumExpansion() : maximumExpansion,
        defaults.maximumDepth(),
        defaults.maximumWindowLog());
  }

  /** What decides which documents there are, by option name. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("text-field", textField);
    settings.put("id-field", idField == null ? "" : idField);
    settings.put("domain-field", domainField == null ? "" : domainField);
    settings.put("domain-from-file-name", Boolean.toString(domainFromFileName));
    settings.put("max-record-bytes", Integer.toString(limits().maximumRecordBytes()));
    settings.put("max-expansion", Integer.toString(limits().maximumExpansion()));
    return settings;
  }

  @Override
  public String heading() {
    return "What to read";
  }
}
