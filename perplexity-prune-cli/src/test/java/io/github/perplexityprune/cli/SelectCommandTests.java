/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command select, which has all that decides what is kept and how it is written. */
final class SelectCommandTests {
  @TempDir private static Path shared;
  private static PrunedSample sample;

  @TempDir private Path folder;

  @BeforeAll
  static void pruneOnce() throws IOException {
    sample = PrunedSample.in(shared);
  }

  @Test
  void selectKeepsWhatPruneKeeps() throws IOException {
    Ran select = sample.select(folder.resolve("out"), "-k", "medium:0.5");

    assertThat(select.exitCode()).as(select.err()).isZero();
    assertThat(folder.resolve("out/kept/corpus.jsonl"))
        .hasSameBinaryContentAs(sample.folder().resolve("kept/corpus.jsonl"));
  }

  @Test
  void reportShowsABandWithoutWritingDocuments() {
    Path page = folder.resolve("page.html");

    Ran report =
        Ran.command(
            "report",
            "-i",
            sample.corpus(),
            "-s",
            sample.folder().resolve("scores.db"),
            "-k",
            "high:0.25",
            "--domain-field",
            "source",
            "--id-field",
            "id",
            page);

    assertThat(report.exitCode()).as(report.err()).isZero();
    assertThat(page).content().contains("<html", "high(0.25)");
    assertThat(folder)
        .isDirectoryContaining(page::equals)
        .isDirectoryNotContaining(Files::isDirectory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "low:0.3",
        "high:.3",
        "random:0.3",
        "low:2000tokens",
        "medium:2_000tokens",
        "high:2000tokens",
        "random:2000tokens",
        "percentiles:20-80",
        "perplexity:0.5-1e9",
        "perplexity:0.5-100000"
      })
  void selectTakesEveryBand(String band) {
    Ran select = sample.select(folder.resolve("out"), "-k", band);

    if (band.contains("1e9")) {
      assertThat(select.exitCode()).isEqualTo(ExitCode.USAGE);
    } else {
      assertThat(select.exitCode()).as(select.err()).isZero();
      assertThat(folder.resolve("out/manifest.json")).exists();
    }
  }

  @Test
  void selectTakesEveryModifierAndWayToWrite() throws IOException {
    Ran select =
        sample.select(
            folder.resolve("out"),
            "-k",
            "medium:0.5",
            "--per-domain",
            "--by-tokens",
            "--minimum-tokens",
            5,
            "--write-dropped",
            "--write-scores",
            "--shard-size",
            "4K",
            "--seed",
            3);

    assertThat(select.exitCode()).as(select.err()).isZero();
    assertThat(Files.readString(folder.resolve("out/kept/corpus-00001.jsonl")))
        .contains("\"pp_perplexity\":");
    assertThat(folder.resolve("out/dropped/corpus-00001.jsonl")).exists();
    assertThat(Files.readString(folder.resolve("out/manifest.json")))
        .contains("medium(0.5).perDomain().byTokens().minimumTokens(5)");
  }

  @Test
  void selectTakesThePublishedBoundary() throws IOException {
    Ran select = sample.select(folder.resolve("out"), "-k", "high:0.5", "--boundary", "paper");

    assertThat(select.exitCode()).as(select.err()).isZero();
    assertThat(Files.readString(folder.resolve("out/manifest.json"))).contains("PAPER");
  }
}
