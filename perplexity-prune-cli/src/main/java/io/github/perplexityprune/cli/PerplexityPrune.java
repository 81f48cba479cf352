/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import static picocli.CommandLine.Model.UsageMessageSpec.SECTION_KEY_OPTION_LIST;

import io.github.perplexityprune.Pruner;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's entry. */
@Command(
    name = "perplexity-prune",
    mixinStandardHelpOptions = true,
    versionProvider = PerplexityPrune.Version.class,
    description = {
      "Prunes text for training language models: trains a small reference model on a random part of the"
          + " documents, measures how much each of the others surprises it (its perplexity), and keeps a band.",
      ""
    },
    footer = {
      "",
      "Most people need one command:",
      "  perplexity-prune prune -i 'data/*.jsonl.zst' -o pruned/ -k medium:0.5",
      "",
      "It can be stopped at any time: the same command goes on where it was. Run it again with another --keep"
          + " and it selects from the same scores. Which band helps depends on the corpus: try several.",
      "",
      "Exit codes: 0 fine, 1 failed, 2 wrong usage, 3 more damaged input than --max-rejects allows, 4 interrupted."
    },
    subcommands = {
      PruneCommand.class,
      TrainCommand.class,
      ScoreCommand.class,
      SelectCommand.class,
      ExplainCommand.class,
      ReportCommand.class,
      StudyCommand.class,
      InspectCommand.class,
      ExportCommand.class,
      AutoComplete.GenerateCompletion.class
    })
public final class PerplexityPrune implements Runnable {
  @Spec private CommandSpec spec;

  private PerplexityPrune() {
    this.spec = CommandSpec.create();
  }

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintWriter out = new PrintWriter(System.out, /* autoFlush= */ true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, /* autoFlush= */ true, StandardCharsets.UTF_8);
    Stopping.exitWith(() -> run(out, err, arguments));
  }

  /** Runs a command and gives its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine command =
        new CommandLine(new PerplexityPrune())
            .setExecutionExceptionHandler(new Failures())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setOut(out)
            .setErr(err);
    command
        .getSubcommands()
        .values()
        .forEach(
            subcommand ->
                subcommand.getHelpSectionMap().put(SECTION_KEY_OPTION_LIST, new OptionList()));
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError e) {
      err.println(
          "perplexity-prune: the memory is not enough ("
              + e.getMessage()
              + "); give Java more with JAVA_TOOL_OPTIONS=-Xmx4g, and run the same command again");
      return ExitCode.FAILED;
    } finally {
      out.flush();
      err.flush();
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command must be named, such as prune");
  }

  /** Tells the library's version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"perplexity-prune " + Pruner.version()};
    }
  }
}
