/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.github.perplexityprune.CheckpointException;
import io.github.perplexityprune.internal.Engines;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.Precision;
import io.github.perplexityprune.spi.ReferenceEngine;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reference models that are on their way to every executor.
 *
 * @param folders a saved model a fold
 * @param engine the id of the engine that opens them; null for the only one on the class path
 * @param precision in which they compute; null for the processor's own
 */
record ReferenceFiles(
    List<BroadcastFolder> folders, @Nullable String engine, @Nullable Precision precision)
    implements Serializable {

  int foldCount() {
    return folders.size();
  }

  /** Opens the model of a fold on this machine; the caller closes it. */
  OpenModel open(int fold, Device device) {
    ReferenceEngine opening = engine == null ? Engines.only() : Engines.withId(engine);
    try {
      Path folder = Files.createTempDirectory("perplexity-prune");
      try {
        folders.get(fold).writeTo(folder);
        return new OpenModel(
            opening.load(folder, precision == null ? device : device.withPrecision(precision)),
            folder);
      } catch (IOException | RuntimeException | Error e) {
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        throw e;
      }
    } catch (IOException e) {
      throw new CheckpointException(
          "the reference model cannot be written to the disk of the executor: " + e, e);
    }
  }
}
