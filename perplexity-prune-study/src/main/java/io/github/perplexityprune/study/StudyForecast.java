/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What a study is expected to take, from small samples measured on this machine. What depends on
 * scores that are not there yet is an estimate; rates change with what else the machine does.
 *
 * @param arms what each arm is expected to keep
 * @param seedCount final models of each arm
 * @param finishedCellCount final models that are in the folder already
 * @param tokenCount tokens that each final model is trained on
 * @param parameterCount weights of each final model
 * @param poolTokenCount tokens of the documents to choose from
 * @param pruningOperations floating point operations of reference training and scoring that are
 *     left
 * @param trainingOperations floating point operations of the trainings of final models that are
 *     left
 * @param pruning expected time of reference training and scoring that are left
 * @param training expected time of the trainings of final models that are left
 * @param evaluation expected time of their evaluations
 * @param warnings what to think about before it starts
 * @since 0.1
 */
public record StudyForecast(
    List<ArmForecast> arms,
    int seedCount,
    int finishedCellCount,
    long tokenCount,
    long parameterCount,
    long poolTokenCount,
    double pruningOperations,
    double trainingOperations,
    Duration pruning,
    Duration training,
    Duration evaluation,
    List<String> warnings) {

  /**
   * What is expected of an arm.
   *
   * @param arm which
   * @param tokenCount tokens that it keeps
   * @param passes over them
   * @since 0.1
   */
  public record ArmForecast(Arm arm, long tokenCount, double passes) {
    /** Checks the arm. */
    public ArmForecast {
      requireNonNull(arm, "arm");
    }
  }

  /** Copies the lists. */
  public StudyForecast {
    arms = List.copyOf(arms);
    warnings = List.copyOf(warnings);
    requireNonNull(pruning, "pruning");
    requireNonNull(training, "training");
    requireNonNull(evaluation, "evaluation");
  }

  /** Final models of the study. */
  public int cellCount() {
    return arms.size() * seedCount;
  }

  /** Expected time of all that is left. */
  public Duration total() {
    return pruning.plus(training).plus(evaluation);
  }
}
