/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.ScoringProgress;
import io.github.perplexityprune.reference.TrainingProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells a person how far a pruning is: a line when a phase begins, then one every few seconds. */
final class ProgressLines implements PruneListener {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final PrintStream out;
  private long lastLine;

  ProgressLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void phaseStarted(Phase phase) {
    lastLine = System.nanoTime();
    switch (phase) {
      case SURVEY -> out.println("Reading the documents");
      case TRAINING -> out.println("Training the reference model");
      case SCORING -> out.println("Scoring the documents that it was not trained on");
      case SELECTION -> {} // takes no time
    }
  }

  @Override
  public void phaseFinished(Phase phase, Duration duration) {
    if (phase != Phase.SELECTION) {
      line("done in %.1f s", duration.toMillis() / 1000.0);
    }
  }

  @Override
  public void training(TrainingProgress progress) {
    if (isTimeForALine()) {
      line(
          "%3.0f%%  loss %.2f  %,.0f tokens/s  %d s left",
          100.0 * progress.tokens() / progress.tokenCount(),
          progress.loss(),
          progress.tokensPerSecond(),
          progress.remaining().toSeconds());
    }
  }

  @Override
  public void scoring(ScoringProgress progress) {
    if (isTimeForALine()) {
      line(
          "%,d of %,d documents  %,.0f tokens/s  %d s left",
          progress.documents(),
          progress.documentCount(),
          progress.tokensPerSecond(),
          progress.remaining().toSeconds());
    }
  }

  private boolean isTimeForALine() {
    long now = System.nanoTime();
    if (now - lastLine < PAUSE_NANOS) {
      return false;
    }
    lastLine = now;
    return true;
  }

  private void line(String format, Object... arguments) {
    out.println("  " + String.format(Locale.ROOT, format, arguments));
  }
}
