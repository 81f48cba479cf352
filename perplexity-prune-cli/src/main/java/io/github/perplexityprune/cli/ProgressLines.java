/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.ScoringProgress;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.study.Arm;
import io.github.perplexityprune.study.CellResult;
import io.github.perplexityprune.study.Metric;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A line when a phase begins, then one every few seconds, for logs. */
final class ProgressLines implements ShownProgress {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter out;
  private long lastLine = System.nanoTime();

  ProgressLines(PrintWriter out) {
    this.out = out;
  }

  /** What a phase does, in words. */
  static String inWords(Phase phase) {
    return switch (phase) {
      case SURVEY -> "Reading";
      case TRAINING -> "Training";
      case SCORING -> "Scoring";
      case SELECTION -> "Selecting";
    };
  }

  @Override
  public void phaseFinished(Phase phase, Duration duration) {
    line("%s took %.1f s", inWords(phase), duration.toMillis() / 1e3);
  }

  @Override
  public void training(TrainingProgress progress) {
    if (isTimeForALine()) {
      line(
          "Training: %.0f%%, loss %.2f, %,.0f tokens/s, %s left",
          100.0 * progress.tokens() / progress.tokenCount(),
          progress.loss(),
          progress.tokensPerSecond(),
          inWords(progress.remaining()));
    }
  }

  @Override
  public void scoring(ScoringProgress progress) {
    if (isTimeForALine()) {
      line(
          "Scoring: %,d of %,d documents, %,.0f tokens/s, %s left",
          progress.documents(),
          progress.documentCount(),
          progress.tokensPerSecond(),
          inWords(progress.remaining()));
    }
  }

  @Override
  public void cellStarted(Arm arm, int seed, int finished, int count) {
    line("Final model %d of %d: %s, seed %d", finished + 1, count, arm, seed);
  }

  @Override
  public void cellTraining(TrainingProgress progress) {
    training(progress);
  }

  @Override
  public void cellFinished(CellResult result) {
    line(
        "%s, seed %d took %.0f s: accuracy %.2f%% above chance, margin %.4f",
        result.arm(),
        result.seed(),
        result.seconds(),
        100 * result.scorecard().average(Metric.ACCURACY),
        result.scorecard().average(Metric.MARGIN));
  }

  /** A time as a person says it. */
  static String inWords(Duration time) {
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() > 0
            ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
            : time.toSeconds() + " s";
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
    out.println(String.format(Locale.ROOT, format, arguments));
    out.flush();
  }
}
