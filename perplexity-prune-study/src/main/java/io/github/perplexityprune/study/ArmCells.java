/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The final models of one arm.
 *
 * @param arm which
 * @param cells one a seed, in the order of the seeds
 */
record ArmCells(Arm arm, List<CellResult> cells) {

  ArmCells {
    cells = List.copyOf(cells);
  }

  /** Answers at the end, one list of tasks a seed. */
  List<List<TaskResult>> answers() {
    return cells.stream().map(CellResult::tasks).toList();
  }

  /** A number of each model, over the seeds. */
  Estimate estimate(ToDoubleFunction<CellResult> number) {
    return Estimate.of(cells.stream().mapToDouble(number).toArray());
  }

  MetricResult by(Metric metric) {
    return new MetricResult(
        estimate(cell -> cell.scorecard().average(metric)),
        estimates(cell -> cell.scorecard().categories(metric)),
        estimates(cell -> byTask(cell.scorecard(), metric)),
        curve(metric));
  }

  private Map<String, Estimate> estimates(Function<CellResult, Map<String, Double>> numbers) {
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    for (String name : numbers.apply(cells.get(0)).keySet()) {
      estimates.put(name, estimate(cell -> numbers.apply(cell).getOrDefault(name, Double.NaN)));
    }
    return estimates;
  }

  private static Map<String, Double> byTask(Scorecard scorecard, Metric metric) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    scorecard.tasks().forEach(task -> numbers.put(task.name(), metric.of(task)));
    return numbers;
  }

  private List<CurvePoint> curve(Metric metric) {
    List<CurvePoint> points = new ArrayList<>();
    for (int i = 0; i < cells.get(0).checkpoints().size(); i++) {
      int point = i;
      points.add(
          new CurvePoint(
              cells.get(0).checkpoints().get(i).tokens(),
              estimate(cell -> cell.checkpoints().get(point).scorecard().average(metric))));
    }
    return points;
  }

  /**
   * Tokens after which a curve first reaches a score, on straight lines between its points; those
   * of the first point when it is there already. Empty when it is not reached.
   */
  static OptionalLong tokensTo(double score, List<CurvePoint> curve) {
    for (int i = 0; i < curve.size(); i++) {
      double here = curve.get(i).average().mean();
      if (here < score) {
        continue;
      }
      if (i == 0) {
        return OptionalLong.of(curve.get(0).tokens());
      }
      CurvePoint before = curve.get(i - 1);
      double share = (score - before.average().mean()) / (here - before.average().mean());
      long tokens = curve.get(i).tokens() - before.tokens();
      return OptionalLong.of(before.tokens() + Math.round(share * tokens));
    }
    return OptionalLong.empty();
  }

  /** The loss over all tokens held out; empty when there are none. */
  Optional<Estimate> heldOutLoss() {
    return cells.stream().allMatch(cell -> cell.heldOutLoss().isPresent())
        ? Optional.of(estimate(cell -> cell.heldOutLoss().orElseThrow()))
        : Optional.empty();
  }

  /** The loss on held-out documents by domain, mean over the seeds. */
  List<DomainLoss> heldOut() {
    Map<String, List<DomainLoss>> byDomain = new TreeMap<>();
    for (CellResult cell : cells) {
      for (DomainLoss loss : cell.heldOut()) {
        byDomain.computeIfAbsent(loss.domain(), domain -> new ArrayList<>()).add(loss);
      }
    }
    return byDomain.values().stream().map(ArmCells::mean).toList();
  }

  private static DomainLoss mean(List<DomainLoss> losses) {
    DomainLoss first = losses.get(0);
    return new DomainLoss(
        first.domain(),
        first.documentCount(),
        first.tokenCount(),
        losses.stream().mapToDouble(DomainLoss::meanNegativeLogLikelihood).average().orElseThrow());
  }
}
