/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/** Runs a study. */
final class StudyRun {
  private final StudyDesign design;

  StudyRun(StudyDesign design) {
    this.design = design;
  }

  StudyResult run() {
    return java.util.Optional.<StudyResult>empty()
        .orElseThrow(() -> new UnsupportedOperationException("follows: " + design));
  }
}
