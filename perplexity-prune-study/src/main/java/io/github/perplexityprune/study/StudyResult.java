/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a study found. Printing it shows it to a person.
 *
 * @param settings what the study was, by name: all that is needed to repeat it
 * @param tokenCount tokens that each final model was trained on
 * @param seedCount final models of each arm
 * @param metric what the comparisons are made by: accuracy, unless no arm's is above chance
 * @param arms no pruning, random pruning at each rate, then the criteria in the order of the study
 * @param cost what pruning and one final model cost
 * @param cells each final model, by seed, then by arm
 * @param warnings what a person should know before believing the result
 * @param verdict what the study says as a whole
 * @since 0.1
 */
public record StudyResult(
    Map<String, String> settings,
    long tokenCount,
    int seedCount,
    Metric metric,
    List<ArmResult> arms,
    StudyCost cost,
    List<CellResult> cells,
    List<String> warnings,
    StudyVerdict verdict) {

  /** File name of the whole result as JSON, in the folder of the study. */
  public static final String JSON_FILE = "study.json";

  /** File name of the table of final models. */
  public static final String CELLS_FILE = "cells.csv";

  /** File name of the table of answers. */
  public static final String ITEMS_FILE = "items.csv";

  /** Copies the collections. */
  public StudyResult {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    requireNonNull(metric, "metric");
    requireNonNull(cost, "cost");
    requireNonNull(verdict, "verdict");
    arms = List.copyOf(arms);
    cells = List.copyOf(cells);
    warnings = List.copyOf(warnings);
  }

  /**
   * The result of an arm.
   *
   * @param name such as {@code none} or {@code low(0.5)}
   * @throws IllegalArgumentException if the study has no such arm
   */
  public ArmResult arm(String name) {
    return arms.stream()
        .filter(result -> result.arm().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "name must be that of an arm of the study, one of "
                        + arms.stream().map(ArmResult::arm).toList()
                        + ", but was '"
                        + name
                        + "'"));
  }

  /** A table of the arms, the warnings and the verdicts, as text. */
  @Override
  public String toString() {
    return StudyText.of(this);
  }
}
