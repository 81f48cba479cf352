/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tiny models and what Hugging Face's own code makes of them; not part of the project. */
final class GoldenFolders {
  static final Path GOLDEN = Path.of("../../shared/golden");

  private GoldenFolders() {}

  /** Skips a test where the folders are not. */
  static void assumeAtHand() {
    assumeTrue(Files.isDirectory(GOLDEN), "the golden set is not at hand: " + GOLDEN);
  }

  /** The names of all models. */
  static List<String> names() {
    return List.of(
        "gpt2-tied-f32",
        "gpt2-untied-sharded-f32",
        "gptneox-buffers-f16",
        "gptneox-parallel-f32",
        "llama-gqa-tied-f32",
        "llama-mha-untied-bf16",
        "mpt-4heads-f32",
        "optional-qwen2-tied-bf16");
  }
}
