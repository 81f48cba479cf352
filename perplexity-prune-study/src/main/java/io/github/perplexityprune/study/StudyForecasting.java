/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/** Forecasts a study. */
final class StudyForecasting {
  private final StudyDesign design;

  StudyForecasting(StudyDesign design) {
    this.design = design;
  }

  StudyForecast run() {
    return java.util.Optional.<StudyForecast>empty()
        .orElseThrow(() -> new UnsupportedOperationException("follows: " + design));
  }
}
