/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perplexityprune.score.DocumentState;
import io.github.perplexityprune.score.PerplexityScore;
import io.github.perplexityprune.score.ScoreStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
