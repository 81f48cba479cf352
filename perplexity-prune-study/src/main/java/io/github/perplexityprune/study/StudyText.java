/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

/** A study's result as text. */
final class StudyText {
  private StudyText() {}

  static String of(StudyResult result) {
    return result.verdict().toString();
  }
}
