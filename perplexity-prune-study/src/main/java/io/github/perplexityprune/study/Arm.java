/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import static java.util.Objects.requireNonNull;

import io.github.perplexityprune.select.SelectionCriterion;
import java.util.Optional;

/**
 * One way to choose the documents that the final models are trained on.
 *
 * @param name what tables call it: {@code none}, {@code random(0.5)}, {@code low(0.5)}
 * @param kind whether it is a control
 * @param criterion what it keeps of the scored documents; empty for {@link Kind#NONE}, and for
 *     {@link Kind#RANDOM} that of the first seed, since every seed draws other documents
 * @param rate share of the documents that it keeps, in (0, 1], rounded to whole percent, by which a
 *     criterion finds its random control
 * @since 0.1
 */
public record Arm(String name, Kind kind, Optional<SelectionCriterion> criterion, double rate) {

  /** What an arm is compared for. */
  public enum Kind {
    /** The control without pruning. */
    NONE,
    /** The control that prunes without regard to scores. */
    RANDOM,
    /** What the study is about. */
    CRITERION
  }

  /** The control without pruning. */
  static final Arm UNPRUNED = new Arm("none", Kind.NONE, Optional.empty(), 1);

  /** Checks the rate. */
  public Arm {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    requireNonNull(criterion, "criterion");
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException("rate must be in (0, 1], but was " + rate);
    }
  }

  static Arm random(double rate) {
    return new Arm(
        "random(" + rate + ")",
        Kind.RANDOM,
        Optional.of(SelectionCriterion.random(rate, /* seed= */ 1)),
        rate);
  }

  static Arm of(SelectionCriterion criterion, double rate) {
    return new Arm(criterion.toString(), Kind.CRITERION, Optional.of(criterion), rate);
  }

  /** What it keeps with a seed, from 1; empty when it keeps everything. */
  Optional<SelectionCriterion> criterion(int seed) {
    return kind == Kind.RANDOM ? Optional.of(SelectionCriterion.random(rate, seed)) : criterion;
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
