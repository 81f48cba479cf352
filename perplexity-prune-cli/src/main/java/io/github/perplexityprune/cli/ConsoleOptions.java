/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is shown: results on standard output, progress on standard error. */
final class ConsoleOptions implements OptionSection {
  @Option(names = "--json", description = "Print the outcome as JSON on standard output.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress; warnings are still shown.")
  private boolean quiet;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  boolean isJson() {
    return json;
  }

  /** Where results go. */
  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Prints a line for a person, beside the progress. */
  void say(String format, Object... arguments) {
    if (!quiet) {
      err().println(String.format(Locale.ROOT, format, arguments));
    }
  }

  /** Prints what a person must know even if quiet. */
  void warn(String format, Object... arguments) {
    err().println(String.format(Locale.ROOT, format, arguments));
  }

  private PrintWriter err() {
    return command.commandLine().getErr();
  }

  /** Shows progress: a bar on a terminal, lines elsewhere. The caller closes it. */
  ShownProgress progress() {
    if (quiet) {
      return new ShownProgress() {};
    }
    return Ansi.AUTO.enabled() ? new ProgressBars() : new ProgressLines(err());
  }

  @Override
  public String heading() {
    return OTHER;
  }
}
