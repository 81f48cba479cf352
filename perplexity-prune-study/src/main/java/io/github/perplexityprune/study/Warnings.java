/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import java.util.List;
import java.util.Locale;

/** What is said before a study and after it. */
final class Warnings {
  private Warnings() {}

  /** Of more passes over the kept documents than are worth it. */
  static List<String> passes(Arm arm, double passes) {
    return passes <= Regime.REASONABLE_PASSES
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%s repeats its documents %.1f times; beyond %.0f passes returns vanish, for pruned"
                    + " and unpruned data alike.",
                arm.name(),
                passes,
                Regime.REASONABLE_PASSES));
  }
}
