/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.perplexityprune.study.StudyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SmallStudyTests {
  private static final Path SHARED = Path.of("../../shared/data");

  @TempDir Path folder;

  @Test
  void comparesModelsOnRealTextAndRealQuestions() {
    assumeTrue(Files.isDirectory(SHARED), "the shared data are not at hand");

    StudyResult result =
        SmallStudy.study(
            SHARED.resolve("sample-1k.jsonl.gz").toString(),
            SHARED.resolve("tasks"),
            folder,
            /* tokens= */ 20_000,
            /* items= */ 4);

    assertThat(result.cells()).hasSize(12);
    assertThat(result.arm("low(0.5)").accuracy().categories()).hasSize(5);
    assertThat(folder.resolve(StudyResult.JSON_FILE)).exists();
  }
}
