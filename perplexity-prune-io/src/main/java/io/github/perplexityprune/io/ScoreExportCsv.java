/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.CharMatcher;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreRow;
import java.io.BufferedWriter;
import java.io.FileWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;

/** Comma-separated values as RFC 4180 has them. */
final class ScoreExportCsv implements ScoreExportSink {
  private static final CharMatcher TO_QUOTE = CharMatcher.anyOf(",\"\r\n");
  private static final String END_OF_LINE = "\r\n";

  private final Writer writer;

  ScoreExportCsv(Path target) throws IOException {
    writer = new BufferedWriter(new FileWriter(target.toFile(), UTF_8));
    writer.write(String.join(",", ScoreExport.COLUMNS));
    writer.write(END_OF_LINE);
  }

  @Override
  public void write(ScoreRow row, String domain) throws IOException {
    Optional<PerplexityScore> score = row.score();
    String line =
        String.join(
            ",",
            Long.toString(row.ordinal()),
            quoted(row.id()),
            quoted(domain),
            row.state().toString(),
            Integer.toString(row.fold()),
            Long.toString(row.byteCount()),
            score.map(known -> Long.toString(known.tokenCount())).orElse(""),
            score.map(known -> Double.toString(known.negativeLogLikelihood())).orElse(""),
            score.map(known -> Double.toString(known.meanNegativeLogLikelihood())).orElse(""),
            score.map(known -> Double.toString(known.perplexity())).orElse(""),
            quoted(row.failureReason().orElse("")));
    writer.write(line);
    writer.write(END_OF_LINE);
  }

  private static String quoted(String text) {
    return TO_QUOTE.matchesNoneOf(text) ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
