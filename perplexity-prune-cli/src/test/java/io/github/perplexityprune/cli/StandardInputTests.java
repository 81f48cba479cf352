/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are piped into the command. */
final class StandardInputTests {
  @TempDir private Path folder;
  private Path corpus;
  private Path output;

  @BeforeEach
  void writeCorpus() throws IOException {
    corpus = SampleCorpus.write(folder.resolve("standard-input.jsonl"), 60);
    output = folder.resolve("piped");
  }

  @Test
  void isPrunedAsAFileOfThatNameWouldBe() throws Exception {
    Path ofFile = folder.resolve("of-file");

    ChildCommand.Running piped = prune(corpus, "-", output);
    ChildCommand.Running read = prune(corpus, corpus, ofFile);

    assertThat(piped.exitCode()).as(piped.printed()).isZero();
    assertThat(read.exitCode()).as(read.printed()).isZero();
    assertThat(Leftovers.of(output)).isEqualTo(Leftovers.of(ofFile)).isNotEmpty();
  }

  @Test
  void goesOnWhenTheSameIsPipedAgainAndIsRefusedWhenItDiffers() throws Exception {
    Path other = SampleCorpus.write(folder.resolve("other.jsonl"), 60, /* seed= */ 2);
    prune(corpus, "-", output).exitCode();

    ChildCommand.Running same = prune(corpus, "-", output);
    ChildCommand.Running different = prune(other, "-", output);

    assertThat(same.exitCode()).as(same.printed()).isZero();
    assertThat(different.exitCode()).as(different.printed()).isEqualTo(ExitCode.USAGE);
    assertThat(different.printed()).contains("standard-input.jsonl");
  }

  @Test
  void thatIsEmptyIsNoCorpus() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty"));

    ChildCommand.Running running = prune(empty, "-", output);

    assertThat(running.exitCode()).as(running.printed()).isEqualTo(ExitCode.FAILED);
    assertThat(running.printed()).contains("the source must have documents, but is empty");
  }

  private ChildCommand.Running prune(Path piped, Object input, Path to) throws Exception {
    ChildCommand.Running running =
        ChildCommand.create()
            .withToyEngine()
            .withInput(piped)
            .start(
                folder.resolve("log-" + System.nanoTime()),
                "prune",
                "-q",
                "-k",
                "low:0.5",
                "--id-field",
                "id",
                "-i",
                input,
                "-o",
                to);
    running.exitCode();
    return running;
  }
}
