/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.score.ScoreRow;
import io.github.perplexityprune.score.ScoreStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Writes the scores of a store to a file for other tools: a line a document, in source order, with
 * the columns of {@link SqliteScoreStore}'s view {@code score}.
 *
 * <p>The file appears under its name when it is whole and on its device; until then it is written
 * in a private folder beside it, whose name begins with a dot.
 *
 * @since 0.1
 */
public final class ScoreExport {
  static final List<String> COLUMNS =
      List.of(
          "ordinal",
          "id",
          "domain",
          "state",
          "fold",
          "byte_count",
          "token_count",
          "nll",
          "mean_nll",
          "perplexity",
          "failure_reason");

  private ScoreExport() {}

  /** Opens a sink that writes to a file. */
  private interface Opener {
    ScoreExportSink open(Path file) throws IOException;
  }

  /**
   * Writes CSV as RFC 4180 has it, in UTF-8, with a line of names first. What a document does not
   * have is empty: token count, likelihoods and perplexity without a score, the reason without a
   * failure. Numbers are exact when read as doubles.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void toCsv(ScoreStore scores, Path file) {
    write(requireNonNull(scores, "scores"), requireNonNull(file, "file"), ScoreExportCsv::new);
  }

  /**
   * Writes Parquet, compressed with zstd. What a document does not have is null.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void toParquet(ScoreStore scores, Path file) {
    write(requireNonNull(scores, "scores"), requireNonNull(file, "file"), ScoreExportParquet::new);
  }

  private static void write(ScoreStore scores, Path file, Opener opener) {
    try (PrivateFolder writing = PrivateFolder.beside(file)) {
      Path whole = writing.resolve(file.getFileName().toString());
      try (ScoreExportSink sink = opener.open(whole)) {
        List<String> domains = scores.domains();
        for (long ordinal = 0; ordinal < scores.documentCount(); ordinal++) {
          ScoreRow row = scores.row(ordinal);
          sink.write(row, domains.get(row.domain()));
        }
      }
      writing.force();
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      PrivateFolder.forceNames(file.toAbsolutePath().resolveSibling(""));
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  private static UncheckedIOException failure(Path file, IOException e) {
    return new UncheckedIOException(
        "the scores cannot be exported to "
            + file
            + ": "
            + e.getMessage()
            + "; name a file in a folder that has room and can be written to",
        e);
  }
}
