/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store, its inputs and its model over several runs. */
final class SecondRunTests {
  @TempDir private Path folder;
  private Path data;
  private Path reference;
  private Path scores;

  @BeforeEach
  void scoreOnce() throws IOException {
    data = Files.createDirectory(folder.resolve("data"));
    SampleCorpus.write(data.resolve("a.jsonl"), 40);
    reference = train("ref", 600);
    scores = folder.resolve("scores.db");
    assertThat(score(reference).exitCode()).isZero();
  }

  @Test
  void scoringAgainChangesNothing() {
    String before = Leftovers.rows(scores);

    Ran again = score(reference);

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(Leftovers.rows(scores)).isEqualTo(before);
  }

  @Test
  void filesThatWereAddedAreScoredAndTheRestStaysAsItIs() throws IOException {
    List<String> before = documents();
    SampleCorpus.write(data.resolve("b.jsonl"), 25, /* seed= */ 2);

    Ran again = score(reference);

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(documents()).hasSize(65).startsWith(before.toArray(String[]::new));
  }

  @Test
  void aFileThatChangedIsNamed() throws IOException {
    Path file = data.resolve("a.jsonl");
    String before = Leftovers.rows(scores);
    Files.writeString(file, Files.readString(file).replaceFirst("ship|the", "THE "));

    Ran again = score(reference);

    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("input file a.jsonl has", "use a new store");
    assertThat(Leftovers.rows(scores)).isEqualTo(before);
  }

  @Test
  void aFileThatVanishedIsNamed() throws IOException {
    Files.move(data.resolve("a.jsonl"), data.resolve("c.jsonl"));

    Ran again = score(reference);

    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("input file c.jsonl is in the place of a.jsonl");
  }

  @Test
  void scoresOfAnotherPrecisionAreNotMixedIn() throws IOException {
    SampleCorpus.write(data.resolve("b.jsonl"), 25, /* seed= */ 2);

    Ran other = score(reference, "bfloat16");

    assertThat(other.exitCode()).as(other.err()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).containsPattern("but the model in use is mpt-[0-9a-f]{32}-bfloat16;");
  }

  @Test
  void scoresOfAnotherModelAreNotMixedIn() throws IOException {
    SampleCorpus.write(data.resolve("b.jsonl"), 25, /* seed= */ 2);
    String before = Leftovers.rows(scores);

    Ran other = score(train("other", 5000));

    assertThat(other.exitCode()).as(other.err()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("different reference models must not be mixed");
    assertThat(documents()).isEqualTo(before.lines().filter(this::isDocument).toList());
  }

  @Test
  void aPrunedFolderGrowsByItsOwnModel() throws IOException {
    Path output = folder.resolve("out");
    Object[] prune = {"prune", "-i", data, "-o", output, "-k", "low:0.5", "--device", "cpu"};
    Ran first = Ran.command(with(prune, "--train-tokens", 600));
    SampleCorpus.write(data.resolve("b.jsonl"), 25, /* seed= */ 2);

    Ran grown = Ran.command(with(prune, "-r", output.resolve("reference")));

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(grown.exitCode()).as(grown.err()).isZero();
    assertThat(output.resolve("kept/b.jsonl")).exists();
    assertThat(grown.err()).doesNotContain("Training");
  }

  @Test
  void addedFilesAreScoredWithTheModelThatIsThere() throws IOException {
    Path output = folder.resolve("out");
    Object[] prune = {"prune", "-i", data, "-o", output, "-k", "low:0.5", "--device", "cpu"};
    Ran first = Ran.command(with(prune, "--train-tokens", 600));
    SampleCorpus.write(data.resolve("b.jsonl"), 25, /* seed= */ 2);

    Ran grown = Ran.command(with(prune, "--train-tokens", 600));

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(grown.exitCode()).as(grown.err()).isZero();
    assertThat(output.resolve("kept/b.jsonl")).exists();
    assertThat(grown.err()).doesNotContain("Training");
  }

  @Test
  void selectingFromFilesThatWereNotScoredIsRefused() throws IOException {
    SampleCorpus.write(data.resolve("b.jsonl"), 25, /* seed= */ 2);

    Ran select =
        Ran.command(
            "select", "-i", data, "-s", scores, "-o", folder.resolve("out"), "-k", "low:0.5");

    assertThat(select.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(select.err()).contains("1 files, and now there are 2", "perplexity-prune score");
  }

  @Test
  void selectingByAnotherFieldIsRefused() {
    Ran select =
        Ran.command(
            "select",
            "-i",
            data,
            "-s",
            scores,
            "-o",
            folder.resolve("out"),
            "-k",
            "low:0.5",
            "--id-field",
            "id");

    assertThat(select.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(select.err()).contains("was made with --id-field ''", "not 'id'");
  }

  @Test
  void trainingAnotherModelIntoTheSameFolderIsRefused() {
    Ran other =
        Ran.command(
            "train",
            "-i",
            data,
            "-o",
            reference,
            "--train-tokens",
            600,
            "--device",
            "cpu",
            "--seed",
            9);

    assertThat(other.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(other.err()).contains("must be empty or hold the model of this very training");
  }

  @Test
  void aSecondProcessOnAStoreIsRefusedAndTheFirstGoesOn() throws Exception {
    Path corpus = SampleCorpus.write(folder.resolve("large.jsonl"), 6_000);
    Path output = folder.resolve("out");
    Object[] arguments = {"prune", "-i", corpus, "-o", output, "-k", "low:0.5", "-q"};
    ChildCommand.Running first =
        ChildCommand.create().withToyEngine().start(folder.resolve("first.txt"), arguments);
    while (first.process().isAlive() && !Files.exists(output.resolve(".writing"))) {
      Thread.sleep(1);
    }

    Ran second = Ran.command(arguments);

    assertThat(second.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(second.err())
        .contains("is in use by another process (pid " + first.process().pid() + ")");
    assertThat(first.exitCode()).as(first.printed()).isZero();
    assertThat(output.resolve("manifest.json")).exists();
  }

  private static Object[] with(Object[] arguments, Object... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
  }

  private Path train(String name, long tokens) {
    Path model = folder.resolve(name);
    Ran ran =
        Ran.command(
            "train",
            "-i",
            data.resolve("a.jsonl"),
            "-o",
            model,
            "--device",
            "cpu",
            "--train-tokens",
            tokens);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return model;
  }

  private Ran score(Path model) {
    return score(model, "float32");
  }

  private Ran score(Path model, String precision) {
    return Ran.command(
        "score",
        "-i",
        data,
        "-r",
        model,
        "-s",
        scores,
        "--device",
        "cpu",
        "--precision",
        precision);
  }

  private List<String> documents() {
    return Leftovers.rows(scores).lines().filter(this::isDocument).toList();
  }

  private boolean isDocument(String row) {
    return row.startsWith("document");
  }
}
