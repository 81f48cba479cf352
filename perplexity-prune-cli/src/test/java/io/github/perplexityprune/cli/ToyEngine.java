/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import io.github.perplexityprune.spi.ReferenceEngine;
import io.github.perplexityprune.testkit.BigramReferenceEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the testkit's engine the one that the command finds. */
final class ToyEngine {
  private ToyEngine() {}

  /** A class path entry that names it. */
  static Path serviceFolder() {
    try {
      Path folder = Path.of("target", "toy-engine").toAbsolutePath();
      Path services = Files.createDirectories(folder.resolve("META-INF/services"));
      Files.writeString(
          services.resolve(ReferenceEngine.class.getName()), BigramReferenceEngine.class.getName());
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
