/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.PerplexityPruneException;
import io.github.perplexityprune.io.TooManyRejectsException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in a sentence, and chooses the exit code. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    PrintWriter err = command.getErr();
    if (failure instanceof CancellationException) {
      err.println("Interrupted. Run the same command again to go on where it was.");
      return ExitCode.INTERRUPTED;
    }
    if (failure instanceof ParameterException
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException) {
      err.println("perplexity-prune: " + failure.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof TooManyRejectsException) {
      err.println("perplexity-prune: " + failure.getMessage());
      return ExitCode.DAMAGED_INPUT;
    }
    if (failure instanceof PerplexityPruneException || failure instanceof UncheckedIOException) {
      err.println("perplexity-prune: " + failure.getMessage());
      return ExitCode.FAILED;
    }
    err.println("perplexity-prune: this should not have happened; please report it:");
    failure.printStackTrace(err);
    return ExitCode.FAILED;
  }
}
