/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.ScoringProgress;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.study.Arm;
import io.github.perplexityprune.study.CellResult;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar for each phase, on a terminal. */
final class ProgressBars implements ShownProgress {
  private static final int MILLIS_BETWEEN_DRAWINGS = 500;

  private @Nullable ProgressBar bar;

  @Override
  public void phaseStarted(Phase phase) {
    if (phase != Phase.SELECTION) {
      open(ProgressLines.inWords(phase));
    }
  }

  @Override
  public void phaseFinished(Phase phase, Duration duration) {
    close();
  }

  @Override
  public void training(TrainingProgress progress) {
    draw(
        progress.tokens(),
        progress.tokenCount(),
        String.format(
            Locale.ROOT, "loss %.2f, %,.0f tokens/s", progress.loss(), progress.tokensPerSecond()));
  }

  @Override
  public void scoring(ScoringProgress progress) {
    draw(
        progress.documents(),
        progress.documentCount(),
        String.format(Locale.ROOT, "%,.0f tokens/s", progress.tokensPerSecond()));
  }

  @Override
  public void cellStarted(Arm arm, int seed, int finished, int count) {
    open(String.format(Locale.ROOT, "%d/%d %s, seed %d", finished + 1, count, arm, seed));
  }

  @Override
  public void cellTraining(TrainingProgress progress) {
    training(progress);
  }

  @Override
  public void cellEvaluation(long tokens) {
    if (bar != null) {
      bar.setExtraMessage("asking questions");
    }
  }

  @Override
  public void cellFinished(CellResult result) {
    close();
  }

  private void open(String name) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(name)
            .setInitialMax(-1) // not known yet
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(MILLIS_BETWEEN_DRAWINGS)
            .build();
  }

  private void draw(long done, long all, String message) {
    if (bar != null) {
      bar.maxHint(all).stepTo(done).setExtraMessage(message);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
