/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreExportTests {
  @TempDir Path folder;

  private static ScoreStore store() {
    ScoreStore store = ScoreStore.inMemory();
    store.register("plain", "web", DocumentState.PENDING, 0, 10);
    store.register("a \"b\", c", "", DocumentState.PENDING, 1, 20);
    store.register("2", "web", DocumentState.EMPTY, 0, 0);
    store.putScore(0, new PerplexityScore(0.75, 2, 10), DocumentState.SCORED);
    store.putFailure(1, "two\nlines");
    return store;
  }

  @Test
  void writesEveryColumnAsCsv() throws IOException {
    Path file = folder.resolve("scores.csv");

    ScoreExport.toCsv(store(), file);

    assertThat(Files.readString(file))
        .isEqualTo(
            "ordinal,id,domain,state,fold,byte_count,token_count,nll,mean_nll,perplexity,failure_reason\r\n"
                + "0,plain,web,SCORED,0,10,2,0.75,0.375,"
                + Math.exp(0.375)
                + ",\r\n"
                + "1,\"a \"\"b\"\", c\",,FAILED,1,20,,,,,\"two\nlines\"\r\n"
                + "2,2,web,EMPTY,0,0,,,,,\r\n");
  }

  @Test
  void replacesAnEarlierExportAndLeavesNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("scores.csv"), "before");

    ScoreExport.toCsv(store(), file);

    assertThat(Files.readAllLines(file)).hasSize(5);
    assertThat(folder.toFile().list()).containsExactly("scores.csv");
  }

  @Test
  void namesTheFileThatItCannotWrite() {
    Path file = folder.resolve("missing/scores.csv");

    assertThatThrownBy(() -> ScoreExport.toCsv(store(), file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the scores cannot be exported to " + file);
  }

  @Test
  void parquetHoldsWhatCsvHolds() throws SQLException {
    ScoreStore store = store();
    store.register("half \ud800", "d", DocumentState.PENDING, 0, 3);
    store.putScore(3, new PerplexityScore(1e6 / 3, 1, 3), DocumentState.SCORED);
    Path csv = folder.resolve("scores.csv");
    Path parquet = folder.resolve("scores.parquet");

    ScoreExport.toCsv(store, csv);
    ScoreExport.toParquet(store, parquet);

    try (ParquetDuckDb duckDb = new ParquetDuckDb()) {
      String types =
          "{'ordinal': 'BIGINT', 'id': 'VARCHAR', 'domain': 'VARCHAR', 'state': 'VARCHAR',"
              + " 'fold': 'INTEGER', 'byte_count': 'BIGINT', 'token_count': 'BIGINT',"
              + " 'nll': 'DOUBLE', 'mean_nll': 'DOUBLE', 'perplexity': 'DOUBLE',"
              + " 'failure_reason': 'VARCHAR'}";
      List<String> fromCsv =
          duckDb.rows(
              "SELECT * REPLACE (coalesce(domain, '') AS domain) FROM read_csv('"
                  + csv
                  + "', header = true, columns = "
                  + types
                  + ") ORDER BY ordinal");
      assertThat(duckDb.rows("SELECT * FROM '" + parquet + "' ORDER BY ordinal"))
          .isEqualTo(fromCsv)
          .hasSize(4)
          .element(3)
          .isEqualTo("3|half ?|d|SCORED|0|3|1|" + 1e6 / 3 + "|" + 1e6 / 3 + "|Infinity|null");
      assertThat(duckDb.rows("DESCRIBE SELECT * FROM '" + parquet + "'"))
          .extracting(column -> Splitter.on('|').splitToList(column).get(1))
          .containsExactly(
              "BIGINT", "VARCHAR", "VARCHAR", "VARCHAR", "INTEGER", "BIGINT", "BIGINT", "DOUBLE",
              "DOUBLE", "DOUBLE", "VARCHAR");
    }
  }

  @Test
  void theSameScoresGiveTheSameParquet() {
    ScoreExport.toParquet(store(), folder.resolve("a.parquet"));
    ScoreExport.toParquet(store(), folder.resolve("b.parquet"));

    assertThat(folder.resolve("b.parquet")).hasSameBinaryContentAs(folder.resolve("a.parquet"));
  }

  @Test
  void anExportThatFailsLeavesTheEarlierOneAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("scores.parquet"), "before");
    ScoreStore failing =
        (ScoreStore)
            Proxy.newProxyInstance(
                ScoreStore.class.getClassLoader(),
                new Class<?>[] {ScoreStore.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("row") && arguments[0].equals(2L)) {
                    throw new IllegalStateException("the store fails");
                  }
                  return method.invoke(store(), arguments);
                });

    assertThatThrownBy(() -> ScoreExport.toParquet(failing, file)).hasMessage("the store fails");

    assertThat(file).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("scores.parquet");
  }
}
