/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says of itself. */
final class HelpTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prune", "train", "score", "select", "explain", "report", "study", "inspect", "export",
        "--help"
      })
  void helpFitsAnEightyColumnTerminal(String command) {
    Ran ran = command.equals("--help") ? Ran.command(command) : Ran.command(command, "--help");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("Usage: perplexity-prune").doesNotContain("null");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void helpPutsOptionsInSections() {
    String help = Ran.command("prune", "--help").out();

    assertThat(help)
        .containsSubsequence(
            "What to read:",
            "--input",
            "What to write:",
            "--output",
            "What to keep:",
            "--keep",
            "Reference model:",
            "--reference",
            "How the model computes:",
            "--device",
            "Other options:",
            "--json",
            "--help");
  }

  @Test
  void completionKnowsTheCommands() {
    Ran ran = Ran.command("generate-completion");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("prune", "--reference-fraction");
  }
}
