/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.djl;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tiny models and what Hugging Face's own code makes of them. */
final class GoldenFolders {
  /** Not part of the project. */
  static final Path GOLDEN = Path.of("../../shared/golden");

  /** Smaller ones that are part of the project. */
  static final Path OWN = Path.of("src/test/resources/golden");

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

  /** The names of those that are part of the project. */
  static List<String> ownNames() throws IOException {
    try (Stream<Path> folders = Files.list(OWN)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }
}
