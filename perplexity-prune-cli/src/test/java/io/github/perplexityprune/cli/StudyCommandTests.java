/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code study}, with models of a few thousand weights. */
final class StudyCommandTests {
  private static final String OPTIONS =
      "-k low:0.5 high:0.3 --seeds 2 --checkpoints 1 --train-tokens 2000"
          + " --final-model 1x32/300/32 --regime tokens:2000 --device cpu";

  @TempDir private static Path shared;
  private static Path corpus;
  private static Path tasks;
  private static Path studied;
  private static Ran study;

  @TempDir private Path folder;

  @BeforeAll
  static void studyOnce() throws IOException {
    corpus = SampleCorpus.write(shared.resolve("corpus.jsonl"), 60);
    tasks = Files.createDirectory(shared.resolve("tasks"));
    List<String> choices = new ArrayList<>();
    List<String> completions = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      choices.add(
          "{\"id\":\"c%d\",\"context\":\"The answer to %d is\",\"choices\":[\"red\",\"blue\"],\"answer\":%d}"
              .formatted(i, i, i % 2));
      completions.add(
          "{\"id\":\"t%d\",\"context\":\"%d and one make\",\"target\":\"%d\"}"
              .formatted(i, i, i + 1));
    }
    Files.write(tasks.resolve("colours.jsonl"), choices);
    Files.write(tasks.resolve("sums.jsonl"), completions);
    studied = shared.resolve("study");
    study = study(studied);
  }

  private static Ran study(Path output, Object... more) {
    List<Object> arguments = new ArrayList<>();
    arguments.addAll(List.of("study", "-i", corpus, "-t", tasks, "-o", output));
    arguments.addAll(List.of(OPTIONS.split(" ")));
    arguments.addAll(List.of(more));
    return Ran.command(arguments.toArray());
  }

  @Test
  void leavesWhatItsHelpSays() throws IOException {
    assertThat(study.exitCode()).as(study.err()).isZero();
    assertThat(studied)
        .isDirectoryContaining("glob:**/study.html")
        .isDirectoryContaining("glob:**/study.json")
        .isDirectoryContaining("glob:**/cells.csv")
        .isDirectoryContaining("glob:**/items.csv")
        .isDirectoryContaining("glob:**/reference");
    try (Stream<Path> cells = Files.list(studied.resolve("cells"))) {
      assertThat(cells).hasSize(2 * 5); // none, two random controls and two bands
    }
  }

  @Test
  void printsTheVerdictAndSaysItsProgressOnStandardErrorAlone() {
    assertThat(study.out()).contains("none", "random(0.3)", "low(0.5)", "high(0.3)");
    assertThat(study.err()).contains("Final model 1 of 10: none, seed 1", "Wrote");
    assertThat(study.out()).doesNotContain("Final model");
  }

  @Test
  void aFinishedStudyIsNotTrainedAgain() {
    Ran again = study(studied, "--json");

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).doesNotContain("Final model");
    assertThat(again.out()).startsWith("{").contains("\"verdict\"");
  }

  @Test
  void damageIsADomainOfItsOwnAndLeavesDocumentsHeldOutAlone() throws IOException {
    Path output = folder.resolve("damaged");
    Path heldOut = SampleCorpus.write(folder.resolve("held-out.jsonl"), 5, /* seed= */ 2);

    Ran damaged = study(output, "--damage", "0.5:base64,ocr-30", "--held-out", heldOut);

    assertThat(damaged.exitCode()).as(damaged.err()).isZero();
    assertThat(damaged.out()).contains("Loss on documents held out");
    assertThat(Files.readString(output.resolve("study.html")))
        .contains("damaged: base64", "damaged: ocr 30", "all 5 documents");
  }

  @Test
  void anotherStudyInTheSameFolderIsRefused() {
    Ran other = study(studied, "--max-items", 3);

    assertThat(other.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(other.err()).contains(studied.toString()).doesNotContain("\tat ");
  }

  @Test
  void aDryRunSaysWhatItWouldTakeAndWritesNothing() {
    Path output = folder.resolve("none-yet");

    Ran dry = study(output, "--dry-run");

    assertThat(dry.exitCode()).as(dry.err()).isZero();
    assertThat(dry.out())
        .contains("Would train 10 final models", "on 2,000 tokens each", "Nothing was trained");
    assertThat(output).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--regime long | --regime must be compute-optimal",
        "--seeds 0 | seeds must be at least 1",
        "--checkpoints -1 | checkpoints must be at least 0",
        "--max-items 1 | maximumItems must be at least 2",
        "--damage 2 | share must be in [0, 1]",
        "--damage half | --damage must be a share such as 0.5",
        "--damage 0.5:rust | --damage must name kinds of shuffled-words, ",
        "--damage 0.5 --per-domain | --damage must be used without --per-domain",
        "--final-model 8x | --final-model must be tiny, small, mpt125m or LAYERSxWIDTH",
        "--keep random:0.5 | --keep must be a band by score",
        "--tasks missing | missing",
      })
  void namesTheWrongOptionAndWritesNothing(String options, String message) {
    Path output = folder.resolve("out");

    Ran ran =
        Ran.command(
            Stream.concat(
                    Stream.of("study", "-i", corpus, "-o", output),
                    Stream.concat(
                        options.startsWith("--tasks") ? Stream.of() : Stream.of("-t", tasks),
                        Stream.of(options.split(" "))))
                .toArray());

    assertThat(ran.exitCode()).as(ran.err()).isNotZero();
    assertThat(ran.err()).contains(message).doesNotContain("\tat ");
    assertThat(output).doesNotExist();
  }
}
