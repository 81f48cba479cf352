/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong command is answered with. */
final class WrongUsageTests {
  @TempDir private Path folder;
  private Path corpus;
  private Path output;

  @BeforeEach
  void writeCorpus() throws IOException {
    corpus = SampleCorpus.write(folder.resolve("corpus.jsonl"), 12);
    output = folder.resolve("out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--keep half | --keep must be a band such as medium:0.5",
        "--keep low:1.5 | 1.5",
        "--keep low:0 | must be in (0, 1]",
        "--keep percentiles:80-20 | 80",
        "--keep low:0.5 --device gpu | --device must be auto, cpu or cuda:0",
        "--keep low:0.5 --model huge | --model",
        "--keep low:0.5 --boundary round | --boundary",
        "--keep low:0.5 --reference-fraction 2 | must be in (0, 1]",
        "--keep low:0.5 --reference-documents some | excluded, included or cross-fitted:K",
        "--keep low:0.5 --reference-documents cross-fitted:1 | folds",
        "--keep low:0.5 --train-tokens 0 | tokens",
        "--keep low:0.5 --train-tokens many | --train-tokens",
        "--keep low:0.5 --checkpoint-interval 0 | --checkpoint-interval must be from",
        "--keep low:0.5 --shard-size big | --shard-size must be a number of bytes such as 500M",
        "--keep low:0.5 --shard-size 0 | --shard-size must be at least 1",
        "--keep low:0.5 --minimum-tokens -1 | minimumTokens",
        "--keep low:0.5 --stride 0 | stride",
        "--keep low:0.5 --stride 100000 | stride",
        "--keep low:0.5 --max-rejects -1 | maximumRejects must be at least 0",
        "--keep low:0.5 --max-record-bytes 0 | must be",
        "--keep low:0.5 --text-field a..b | textField must be",
        "--keep low:0.5 --domain-field a --domain-from-file-name | exclude each other",
        "--keep low:0.5 --colour red | Unknown option",
        "--text-field text | Missing required option: '--keep=BAND'"
      })
  void pruneNamesTheWrongOptionAndWritesNothing(String options, String message) {
    Ran ran =
        Ran.command(
            Stream.concat(
                    Stream.of("prune", "-i", corpus, "-o", output), Stream.of(options.split(" ")))
                .toArray());

    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains(message).doesNotContain("\tat ");
    assertThat(ran.out()).isEmpty();
    assertThat(output).doesNotExist();
  }

  @Test
  void aCommandMustBeNamed() {
    Ran ran = Ran.command();

    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("a command must be named", "Usage:");
  }

  @Test
  void aMissingInputIsNamed() {
    Ran ran = prune("-i", folder.resolve("nothing.jsonl"));

    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("nothing.jsonl' does not exist");
    assertThat(output).doesNotExist();
  }

  @Test
  void aFieldThatNoRecordHasIsNamedLoudlyAndCanBeCorrected() {
    Ran wrong = prune("-i", corpus, "--text-field", "body");
    Ran right = prune("-i", corpus, "--train-tokens", 600);

    assertThat(wrong.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(wrong.err())
        .contains(
            "WARNING: 12 records could not be read, the first at corpus.jsonl:1",
            "12  there is no field 'body'",
            "--text-field");
    assertThat(right.exitCode()).as(right.err()).isZero();
  }

  @Test
  void anEmptyInputIsAnError() throws IOException {
    Ran ran = prune("-i", Files.createFile(folder.resolve("empty.jsonl")));

    assertThat(ran.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(ran.err()).contains("the source must have documents, but is empty");
  }

  @Test
  void moreDamageThanAllowedHasAnExitCodeOfItsOwn() throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged.jsonl"), "{\n{\n{\n");

    Ran ran = prune("-i", damaged, "--max-rejects", 2);

    assertThat(ran.exitCode()).isEqualTo(ExitCode.DAMAGED_INPUT);
    assertThat(ran.err()).contains("more than 2 records cannot be read", "damaged.jsonl:3");
  }

  @Test
  void damageBelowTheLimitIsCountedAndListed() throws IOException {
    Files.writeString(corpus, Files.readString(corpus) + "{not JSON\n");

    Ran ran = prune("-i", corpus, "--max-rejects", 1, "--train-tokens", 600);

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("WARNING: 1 record could not be read", "corpus.jsonl:13");
    assertThat(Files.readString(output.resolve("rejects.jsonl"))).contains("\"position\":13");
  }

  @Test
  void aReferenceThatIsNoModelIsNamed() {
    Ran missing = prune("-i", corpus, "-r", folder.resolve("no-model"));
    Ran file = prune("-i", corpus, "-r", corpus);

    assertThat(missing.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(missing.err()).contains("no-model must hold a reference model");
    assertThat(file.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(file.err()).contains("corpus.jsonl must hold a reference model");
  }

  @Test
  void foreignDocumentsInTheOutputFolderAreLeftAlone() throws IOException {
    Path foreign = Files.createDirectories(output.resolve("kept")).resolve("mine.txt");
    Files.writeString(foreign, "mine");

    Ran ran = prune("-i", corpus, "--train-tokens", 600);

    assertThat(ran.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("choose another folder");
    assertThat(foreign).hasContent("mine");
  }

  @Test
  void aStoreThatIsNoneIsNamed() {
    Ran text = Ran.command("inspect", corpus);
    Ran missing = Ran.command("explain", "-s", folder.resolve("no.db"), "-k", "low:0.5", "1");
    Ran nothing = Ran.command("inspect", folder.resolve("nothing"));

    assertThat(text.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(text.err()).contains("corpus.jsonl");
    assertThat(missing.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(missing.err()).contains("no.db");
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(nothing.err()).contains("PATH must be a model folder", "nothing");
  }

  private Ran prune(Object... more) {
    return Ran.command(
        Stream.concat(
                Stream.of("prune", "-o", output, "-k", "low:0.5", "--device", "cpu"),
                Stream.of(more))
            .toArray());
  }
}
