/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.PruneListener;
import io.github.perplexityprune.ScoringProgress;
import io.github.perplexityprune.reference.TrainingProgress;
import io.github.perplexityprune.reference.TrainingReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A listener that remembers what a run told of its progress, for the page to show: the loss of each
 * training as it fell, how long each phase took, and how fast documents were scored.
 *
 * <pre>{@code
 * RunHistory history = RunHistory.tellingAlso(progressBar);
 * PruneResult<Article> result = Pruner.builder()...listener(history).prune(source);
 * PruneReport.of(result).withHistory(history).writeHtml(path);
 * }</pre>
 *
 * <p>Holds at most {@value #POINTS} points a training: of a longer one every second, fourth and so
 * on, and those of a validation loss. Not thread-safe; use one for each run.
 *
 * @since 0.1
 */
public final class RunHistory implements PruneListener {
  private static final int POINTS = 400;

  private final PruneListener next;
  private final Map<Phase, Duration> durations = new EnumMap<>(Phase.class);
  private final List<List<TrainingProgress>> trainings = new ArrayList<>();
  private final List<TrainingProgress> points = new ArrayList<>();
  private long pointsSeen;
  private int stride = 1;
  private long scoredTokens;
  private long scoredTokensOfPhase;

  private RunHistory(PruneListener next) {
    this.next = next;
  }

  /** A history that nothing is told to yet. */
  public static RunHistory create() {
    return new RunHistory(PruneListener.NONE);
  }

  /**
   * A history that tells another listener all that it is told, since a pruner has only one.
   *
   * @param next told after the history has taken note
   */
  public static RunHistory tellingAlso(PruneListener next) {
    return new RunHistory(requireNonNull(next, "next"));
  }

  @Override
  public void phaseStarted(Phase phase) {
    requireNonNull(phase, "phase");
    if (phase == Phase.TRAINING) {
      points.clear();
      pointsSeen = 0;
      stride = 1;
    }
    next.phaseStarted(phase);
  }

  @Override
  public void phaseFinished(Phase phase, Duration duration) {
    durations.merge(
        requireNonNull(phase, "phase"), requireNonNull(duration, "duration"), Duration::plus);
    if (phase == Phase.TRAINING) {
      trainings.add(List.copyOf(points));
    } else if (phase == Phase.SCORING) {
      scoredTokens += scoredTokensOfPhase;
      scoredTokensOfPhase = 0;
    }
    next.phaseFinished(phase, duration);
  }

  @Override
  public void training(TrainingProgress progress) {
    requireNonNull(progress, "progress");
    boolean measured = progress.validationLoss().isPresent();
    if (pointsSeen++ % stride == 0 || measured) {
      points.add(progress);
      if (points.size() >= POINTS) {
        for (int i = points.size() / 2 - 1; i >= 0; i--) {
          if (points.get(2 * i + 1).validationLoss().isEmpty()) {
            points.remove(2 * i + 1);
          }
        }
        stride *= 2;
      }
    }
    next.training(progress);
  }

  @Override
  public void trained(TrainingReport report) {
    next.trained(requireNonNull(report, "report"));
  }

  @Override
  public void scoring(ScoringProgress progress) {
    scoredTokensOfPhase = requireNonNull(progress, "progress").tokens();
    next.scoring(progress);
  }

  Facts facts() {
    return new Facts(List.copyOf(trainings), Map.copyOf(durations), scoredTokens);
  }

  /**
   * What is known of a run.
   *
   * @param trainings the progress of each
   * @param scoredTokens tokens that were scored, as far as they were told of
   */
  record Facts(
      List<List<TrainingProgress>> trainings, Map<Phase, Duration> durations, long scoredTokens) {
    static final Facts NONE = new Facts(List.of(), Map.of(), 0);
  }
}
