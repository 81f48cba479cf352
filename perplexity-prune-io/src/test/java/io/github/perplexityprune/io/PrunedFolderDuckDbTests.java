/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.select.SelectionCriterion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other tools read in an output folder. */
class PrunedFolderDuckDbTests {
  private static final SelectionCriterion CRITERION = SelectionCriterion.medium(0.5);

  /** Texts of all lengths up to 500. */
  private static final String ROWS =
      """
      SELECT i AS row, 'id ' || i AS id, repeat('x', 1 + (i * 7919 %% 500)::INT) AS text,
        'd' || (i %% 3) AS domain, [i, NULL] AS list, {'a': i, 'b': i / 7} AS struct
      FROM range(%d, %d) t(i)""";

  @TempDir Path folder;
  private Path input;
  private Path output;
  private ParquetDuckDb duckDb;

  @BeforeEach
  void open() throws SQLException, IOException {
    input = Files.createDirectory(folder.resolve("in"));
    output = folder.resolve("out");
    duckDb = new ParquetDuckDb();
  }

  @AfterEach
  void close() throws SQLException {
    duckDb.close();
  }

  private void assertSame(String actual, String expected) throws SQLException {
    assertThat(duckDb.rows("SELECT count(*) FROM (" + actual + ")"))
        .isEqualTo(duckDb.rows("SELECT count(*) FROM (" + expected + ")"));
    assertThat(duckDb.rows("(" + actual + ") EXCEPT ALL (" + expected + ")")).isEmpty();
    assertThat(duckDb.rows("(" + expected + ") EXCEPT ALL (" + actual + ")")).isEmpty();
  }

  private void writeParquet() throws SQLException, IOException {
    duckDb.write(
        input.resolve("a.parquet"), ROWS.formatted(0, 3000), ", ROW_GROUP_SIZE 2048, CODEC 'zstd'");
    duckDb.write(input.resolve("b.parquet"), ROWS.formatted(3000, 5000), "");
  }

  private String in() {
    return "SELECT * FROM '" + input + "/*.parquet'";
  }

  private String out(String side) {
    return "SELECT * FROM '" + output + "/" + side + "/*.parquet'";
  }

  @Test
  void parquetGoesInAndComesOutRowByRow() throws SQLException, IOException {
    writeParquet();
    Pruning pruning = Pruning.of(CRITERION, input);

    try (PrunedFolder pruned = PrunedFolder.in(output).withDropped()) {
      pruning.write(pruned);
    }

    assertSame(out("kept") + " UNION ALL " + out("dropped"), in());
    assertThat(duckDb.rows("SELECT id FROM (" + out("kept") + ")"))
        .isEqualTo(pruning.result().kept().map(CorpusRecord::id).toList())
        .hasSize(2500);
    assertThat(duckDb.rows("DESCRIBE " + out("kept"))).isEqualTo(duckDb.rows("DESCRIBE " + in()));
  }

  @Test
  void shardsOfParquetHoldAllRows() throws SQLException, IOException {
    writeParquet();

    List<WrittenFile> written;
    try (PrunedFolder pruned = PrunedFolder.in(output).withShards(200_000)) {
      written = Pruning.of(SelectionCriterion.low(1), input).write(pruned);
    }

    assertThat(written)
        .extracting(WrittenFile::name)
        .contains("kept/a-00001.parquet", "kept/a-00002.parquet", "kept/b-00001.parquet");
    assertThat(written).allMatch(file -> file.documentCount() > 0);
    assertSame(out("kept"), in());
  }

  @Test
  void scoresAreColumnsThatAgreeWithTheTexts() throws SQLException, IOException {
    writeParquet();

    try (PrunedFolder pruned = PrunedFolder.in(output).withScores().withDropped()) {
      Pruning.of(CRITERION, input).write(pruned);
    }

    String all = out("kept") + " UNION ALL " + out("dropped");
    assertSame("SELECT COLUMNS('^[^p]') FROM (" + all + ")", in());
    assertThat(
            duckDb.rows(
                "SELECT count(*) FROM ("
                    + all
                    + ") WHERE pp_negative_log_likelihood <> length(text) OR pp_token_count <> 2"
                    + " OR pp_byte_count <> length(text)"
                    + " OR abs(ln(pp_perplexity) * 2 / length(text) - 1) > 1e-12"))
        .containsExactly("0");
    assertThat(duckDb.rows("SELECT DISTINCT pp_verdict FROM (" + out("kept") + ")"))
        .containsExactly("kept");
    assertThat(duckDb.rows("SELECT DISTINCT pp_verdict FROM (" + out("dropped") + ") ORDER BY 1"))
        .containsExactly("above_band", "below_band");
  }

  @Test
  void aColumnOfAScoresNameIsRefused() throws SQLException, IOException {
    duckDb.write(
        input.resolve("a.parquet"),
        "SELECT 'a' AS text, 1 AS id, '' AS domain, 1 AS pp_perplexity",
        "");
    Pruning pruning = Pruning.of(SelectionCriterion.low(1), input);

    try (PrunedFolder pruned = PrunedFolder.in(output).withScores()) {
      assertThatThrownBy(() -> pruning.write(pruned))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'pp_perplexity'");
    }
    assertThat(Pruning.tree(output)).isEmpty();
  }

  @Test
  void jsonLinesOpenWithTheSameTexts() throws SQLException, IOException {
    duckDb.run("COPY (" + ROWS.formatted(0, 1000) + ") TO '" + input + "/a.jsonl' (FORMAT JSON)");
    byte[] lines = Files.readAllBytes(input.resolve("a.jsonl"));
    Files.write(input.resolve("b.jsonl.gz"), Compressed.gzip(lines));
    Files.write(input.resolve("c.jsonl.zst"), Compressed.zstd(lines));
    Pruning pruning = Pruning.of(CRITERION, input);

    try (PrunedFolder pruned = PrunedFolder.in(output).withScores()) {
      pruning.write(pruned);
    }

    List<String> expected = pruning.result().kept().map(CorpusRecord::text).toList();
    StringBuilder union = new StringBuilder();
    for (String name : List.of("a.jsonl", "b.jsonl.gz")) {
      union
          .append(union.length() == 0 ? "" : " UNION ALL ")
          .append("SELECT text FROM read_json_auto('" + output + "/kept/" + name + "')")
          .append(" WHERE pp_negative_log_likelihood = length(text)");
    }
    Path unpacked = folder.resolve("c.jsonl");
    Files.writeString(unpacked, Pruning.content(output.resolve("kept/c.jsonl.zst")), UTF_8);
    union.append(" UNION ALL SELECT text FROM read_json_auto('" + unpacked + "')");
    assertThat(duckDb.rows(union.toString())).isEqualTo(expected).hasSize(1500);
  }

  @Test
  void formatsMayBeMixed() throws SQLException, IOException {
    duckDb.write(input.resolve("a.parquet"), ROWS.formatted(0, 10), "");
    Files.writeString(input.resolve("b.jsonl"), "{\"text\": \"b\"}\n");
    Files.writeString(input.resolve("c.txt"), "c");

    Pruning.of(SelectionCriterion.low(1), input).write(output);

    assertSame(out("kept"), in());
    for (String name : List.of("b.jsonl", "c.txt")) {
      assertThat(output.resolve("kept").resolve(name)).hasSameBinaryContentAs(input.resolve(name));
    }
  }

  @Test
  void theManifestIsJson() throws SQLException, IOException {
    Files.writeString(input.resolve("b.jsonl"), "{\"text\": \"b\"}\n{\"text\": \"bb\"}\n");

    Pruning.of(CRITERION, input).write(output);

    assertThat(
            duckDb.rows(
                "SELECT criterion, documents.kept, outputs[1].documents, len(inputs[1].sha256)"
                    + " FROM read_json_auto('"
                    + output
                    + "/manifest.json')"))
        .containsExactly("medium(0.5)|1|1|64");
  }
}
