/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.study.Arm.Kind;
import io.github.perplexityprune.study.StudyVerdict.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Compares the final models of a study. */
final class StudyAnalysis {
  private final StudyDesign design;
  private final Map<String, String> settings;
  private final Pool pool;
  private final Map<String, ArmCells> arms = new LinkedHashMap<>();
  private final List<CellResult> cells;
  private final StudyCost cost;
  private final Metric metric;

  /** Of one comparison: Bonferroni's share of what the study may err, over its criteria. */
  private final double confidence;

  StudyAnalysis(
      StudyDesign design,
      Map<String, String> settings,
      Pool pool,
      List<Arm> arms,
      List<CellResult> cells,
      ReferenceWork reference) {
    this.design = design;
    this.settings = settings;
    this.pool = pool;
    this.cells = cells;
    this.cost =
        reference.cost(
            pool.tokenCount(), design.model().parameterCount(), cells.get(0).tokenCount());
    for (Arm arm : arms) {
      this.arms.put(
          arm.name(),
          new ArmCells(arm, cells.stream().filter(cell -> cell.arm().equals(arm.name())).toList()));
    }
    this.confidence = 1 - (1 - PruningStudy.CONFIDENCE) / design.criteria().size();
    this.metric =
        this.arms.values().stream()
                .anyMatch(
                    arm ->
                        PairedDifference.toChance(arm.answers(), Metric.ACCURACY)
                            .isAbove(confidence))
            ? Metric.ACCURACY
            : Metric.MARGIN;
  }

  StudyResult result() {
    List<ArmResult> results = arms.values().stream().map(this::result).toList();
    return new StudyResult(
        allSettings(),
        cells.get(0).tokenCount(),
        design.seedCount(),
        metric,
        results,
        cost,
        cells,
        warnings(results),
        overall(results));
  }

  private Map<String, String> allSettings() {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.put("criteria", design.criteria().toString());
    all.put("seeds", Integer.toString(design.seedCount()));
    all.put("pool_tokens", Long.toString(pool.tokenCount()));
    all.put("pool_share", Double.toString(pool.share()));
    all.put("confidence", Double.toString(PruningStudy.CONFIDENCE));
    all.put("comparisons", "Bonferroni over " + design.criteria().size() + " criteria");
    return all;
  }

  private ArmCells named(String name) {
    ArmCells found = arms.get(name);
    if (found == null) {
      throw new IllegalStateException("there must be an arm '" + name + "'");
    }
    return found;
  }

  private ArmResult result(ArmCells arm) {
    ArmCells none = named(Arm.UNPRUNED.name());
    Kept kept = pool.kept(arm.arm(), 1);
    MetricResult accuracy = arm.by(Metric.ACCURACY);
    MetricResult margin = arm.by(Metric.MARGIN);
    List<CurvePoint> curve = (metric == Metric.ACCURACY ? accuracy : margin).curve();
    OptionalLong reached = ArmCells.tokensTo(none.by(metric).average().mean(), curve);
    boolean isStudied = arm.arm().kind() == Kind.CRITERION;
    return new ArmResult(
        arm.arm(),
        kept.documentCount(),
        kept.tokenCount(),
        arm.estimate(CellResult::passes).mean(),
        kept.domains(),
        accuracy,
        margin,
        arm.arm().kind() == Kind.NONE ? Optional.empty() : Optional.of(comparison(arm, none)),
        isStudied ? Optional.of(comparison(arm, random(arm))) : Optional.empty(),
        reached,
        isStudied && reached.isPresent()
            ? OptionalDouble.of(
                cost.netSaving((double) reached.getAsLong() / cells.get(0).tokenCount()))
            : OptionalDouble.empty(),
        arm.heldOutLoss(),
        arm.heldOut(),
        isStudied ? Optional.of(verdict(arm, none)) : Optional.empty());
  }

  private ArmCells random(ArmCells arm) {
    return named(Arm.random(arm.arm().rate()).name());
  }

  private PairedDifference difference(ArmCells arm, ArmCells control) {
    return PairedDifference.of(arm.answers(), control.answers(), metric);
  }

  private Comparison comparison(ArmCells arm, ArmCells control) {
    PairedDifference difference = difference(arm, control);
    return new Comparison(
        control.arm().name(),
        metric,
        difference.mean(),
        difference.itemStandardError(),
        difference.seedStandardError(),
        difference.interval(confidence));
  }

  private StudyVerdict verdict(ArmCells arm, ArmCells none) {
    ArmCells random = random(arm);
    return new ArmVerdict(arm.arm(), design.seedCount(), confidence)
        .of(
            comparison(arm, none),
            difference(arm, none),
            comparison(arm, random),
            difference(arm, random));
  }

  /** One arm that helps is enough; harm is the study's word only when every arm harms. */
  private StudyVerdict overall(List<ArmResult> results) {
    List<ArmResult> studied =
        results.stream().filter(arm -> arm.arm().kind() == Kind.CRITERION).toList();
    ArmResult best = studied.get(0);
    for (ArmResult arm : studied) {
      boolean isAhead = rank(arm) < rank(best);
      boolean isLevel = rank(arm) == rank(best);
      if (isAhead || (isLevel && difference(arm) > difference(best))) {
        best = arm;
      }
    }
    StudyVerdict verdict = best.verdict().orElseThrow();
    String reason =
        metric == Metric.ACCURACY
            ? ""
            : " (Judged by the log-likelihood margin, since no arm's accuracy is above chance.)";
    String others = studied.size() == 1 ? "" : "Of " + studied.size() + " criteria, the best: ";
    return new StudyVerdict(
        verdict.outcome(),
        others + verdict.sentence() + reason,
        verdict.seedsToTell(),
        verdict.itemsToTell());
  }

  private static int rank(ArmResult arm) {
    Outcome outcome = arm.verdict().orElseThrow().outcome();
    return outcome == Outcome.HELPS ? 0 : outcome == Outcome.CANNOT_TELL ? 1 : 2;
  }

  private static double difference(ArmResult arm) {
    return arm.toNone().orElseThrow().difference();
  }

  private List<String> warnings(List<ArmResult> results) {
    List<String> warnings = new ArrayList<>();
    if (design.seedCount() < 2) {
      warnings.add("A single seed cannot tell a difference from luck: use 3 or more.");
    }
    for (ArmResult arm : results) {
      warnings.addAll(Warnings.passes(arm.arm(), arm.passes()));
    }
    for (ArmResult arm : results) {
      if (arm.arm().kind() == Kind.RANDOM
          && (arm.toNone().orElseThrow().isBetter() || arm.toNone().orElseThrow().isWorse())) {
        warnings.add(
            arm.arm().name()
                + " differs from none, so the amount of data matters here: trust the comparisons"
                + " with it more than those with none.");
      }
    }
    if (cost.pruning() > cost.finalTraining()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Reference training and scoring cost %.1f times as much as one final model: at this"
                  + " size no pruning can save compute.",
              cost.pruning() / cost.finalTraining()));
    }
    return warnings;
  }
}
