/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command, by what it prints and writes. */
final class CommandTests {
  private static final int DOCUMENTS = PrunedSample.DOCUMENTS;

  @TempDir private static Path shared;
  private static PrunedSample sample;
  private static Path corpus;
  private static Path pruned;
  private static Ran prune;

  @TempDir private Path folder;

  @BeforeAll
  static void pruneOnce() throws IOException {
    sample = PrunedSample.in(shared);
    corpus = sample.corpus();
    pruned = sample.folder();
    prune = sample.ran();
  }

  @Test
  void pruneWritesHalfOfTheScoredLinesUnchanged() throws IOException {
    List<String> lines = Files.readAllLines(corpus);

    List<String> kept = Files.readAllLines(pruned.resolve("kept/corpus.jsonl"));

    assertThat(lines).containsSubsequence(kept);
    assertThat(prune.out()).contains("kept " + kept.size() + " of " + DOCUMENTS + " documents");
  }

  @Test
  void pruneLeavesWhatItsHelpSays() throws IOException {
    try (Stream<Path> files = Files.list(pruned)) {
      assertThat(files)
          .extracting(file -> file.getFileName().toString())
          .filteredOn(name -> !name.startsWith("."))
          .containsExactlyInAnyOrder(
              "kept", "manifest.json", "report.html", "reference", "scores.db", "scores.db-lock");
    }
  }

  @Test
  void pruneSaysProgressOnStandardErrorAlone() {
    assertThat(prune.err())
        .contains("Corpus: 1 file", "Training took", "Scoring took", "Wrote 1 file");
    assertThat(prune.out()).doesNotContain("Corpus", "took", "Wrote");
  }

  @Test
  void pruneWithAnotherBandTakesTheScoresThatAreThere() throws IOException {
    Path copy = copyOfPruned();

    Ran again = sample.prune(copy, "low:0.25");

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).doesNotContain("Training took");
    assertThat(again.out()).contains("low(0.25)");
  }

  @Test
  void pruneRefusesScoresOfAnotherShape() throws IOException {
    Path copy = copyOfPruned();

    Ran other = sample.prune(copy, "low:0.25", "--model", "small");

    assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("model must be", "'tiny'", "'small'");
    assertThat(Leftovers.of(copy)).isEqualTo(Leftovers.of(pruned));
  }

  @Test
  void trainAndScoreAndSelectGiveWhatPruneGives() throws IOException {
    Path reference = folder.resolve("ref");
    Path scores = folder.resolve("new/scores.db");

    Ran train =
        Ran.command(
            "train", "-i", corpus, "-o", reference, "--train-tokens", 3000, "--device", "cpu");
    Ran score =
        Ran.command(
            "score",
            "-i",
            corpus,
            "-r",
            reference,
            "-s",
            scores,
            "--domain-field",
            "source",
            "--id-field",
            "id",
            "--device",
            "cpu");

    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(train.out()).contains("Reference model mpt-", "trained on");
    assertThat(train.err()).contains("Training took");
    assertThat(score.exitCode()).as(score.err()).isZero();
    assertThat(score.out()).contains(DOCUMENTS + " documents of 2 domains");
    assertThat(reference.resolve("model.safetensors"))
        .hasSameBinaryContentAs(pruned.resolve("reference/model.safetensors"));
    assertThat(documents(scores)).isEqualTo(documents(pruned.resolve("scores.db")));
  }

  @Test
  void pruneTakesAReadyModelAndTextFiles() throws IOException {
    Path texts = Files.createDirectories(folder.resolve("texts/en"));
    for (int i = 0; i < 6; i++) {
      Files.writeString(texts.resolve(i + ".txt"), "the ship and the harbour ".repeat(i + 1));
    }

    Ran ran =
        Ran.command(
            "prune",
            "-i",
            folder.resolve("texts"),
            "-o",
            folder.resolve("out"),
            "-k",
            "high:0.5",
            "-r",
            pruned.resolve("reference"),
            "--domain-from-file-name",
            "--device",
            "cpu",
            "--stride",
            128,
            "-q");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(folder.resolve("out/kept/en")).isDirectoryContaining("glob:**.txt");
  }

  @Test
  void trainsAModelForEachFold() throws IOException {
    Path reference = folder.resolve("ref");

    Ran train =
        Ran.command(
            "train",
            "-i",
            corpus,
            "-o",
            reference,
            "--train-tokens",
            600,
            "--device",
            "cpu",
            "--reference-documents",
            "cross-fitted:2",
            "--architecture",
            "LLAMA",
            "--json");

    assertThat(train.exitCode()).as(train.err()).isZero();
    assertThat(reference).isDirectoryContaining("glob:**/fold-0");
    assertThat(reference).isDirectoryContaining("glob:**/fold-1");
    assertThat(train.out()).startsWith("[").contains("\"fingerprint\" : \"llama-");
    requireOneJsonValue(train.out());
  }

  @Test
  void explainTellsTheDecisionOnEachDocument() {
    Ran ran =
        Ran.command(
            "explain", "-s", pruned.resolve("scores.db"), "-k", "medium:0.5", "d1-0", "d1-7");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out().lines()).hasSize(2);
    assertThat(ran.out()).contains("'d1-0'", "'d1-7'");
  }

  @Test
  void inspectTellsOfScoresModelAndFolder() throws IOException {
    Ran scores = Ran.command("inspect", pruned.resolve("scores.db"));
    Ran model = Ran.command("inspect", pruned.resolve("reference"));
    Ran output = Ran.command("inspect", pruned);

    assertThat(scores.out()).contains("60 documents of 2 domains", "50% have a perplexity of");
    assertThat(model.out()).contains("656,256 weights", "trained on 3,072 tokens");
    assertThat(output.out()).isEqualTo(Files.readString(pruned.resolve("manifest.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "parquet"})
  void exportWritesARowForEachDocument(String kind) throws IOException {
    Path target = folder.resolve("scores." + kind);

    Ran ran = Ran.command("export", "-s", pruned.resolve("scores.db"), target);

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(target).isNotEmptyFile();
    if (kind.equals("csv")) {
      assertThat(Files.readAllLines(target)).hasSize(DOCUMENTS + 1);
    }
  }

  @Test
  void jsonIsAllThatStandardOutputHas() throws IOException {
    requireOneJsonValue(
        new PrunedSample(corpus, pruned, prune)
            .select(folder.resolve("out"), "-k", "low:0.5", "--json")
            .out());
    requireOneJsonValue(Ran.command("inspect", "--json", pruned.resolve("scores.db")).out());
    requireOneJsonValue(Ran.command("inspect", "--json", pruned.resolve("reference")).out());
    requireOneJsonValue(
        Ran.command("explain", "--json", "-s", pruned.resolve("scores.db"), "-k", "low:0.5", "d1-1")
            .out());
    requireOneJsonValue(
        Ran.command("prune", "--json", "--dry-run", "-i", corpus, "-o", "x", "-k", "low:0.5")
            .out());
  }

  @Test
  void dryRunCountsAndWritesNothing() {
    Path output = folder.resolve("out");

    Ran prune = Ran.command("prune", "--dry-run", "-i", corpus, "-o", output, "-k", "low:0.5");
    Ran train = Ran.command("train", "--dry-run", "-i", corpus, "-o", output);
    Ran score =
        Ran.command(
            "score", "--dry-run", "-i", corpus, "-r", pruned.resolve("reference"), "-s", output);

    assertThat(output).doesNotExist();
    assertThat(prune.out())
        .contains("Would read 1 file", "60 documents", "Would train 1 model", "Would score")
        .contains("Would take about", "to train, at", "to score all, at");
    assertThat(train.out()).contains("Would train 1 model on");
    assertThat(score.out()).contains("Would score").doesNotContain("Would train");
  }

  private Path copyOfPruned() throws IOException {
    Path copy = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(pruned)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(pruned.relativize(file).toString()));
      }
    }
    return copy;
  }

  private static List<String> documents(Path store) {
    return Leftovers.rows(store).lines().filter(row -> row.startsWith("document")).toList();
  }

  private static void requireOneJsonValue(String text) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(text)) {
      json.nextToken();
      json.skipChildren();
      assertThat(json.nextToken()).as(text).isNull();
    }
  }
}
