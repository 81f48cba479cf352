/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.spark;

import io.github.perplexityprune.internal.Engines;
import io.github.perplexityprune.reference.Device;
import io.github.perplexityprune.reference.ReferenceModel;
import io.github.perplexityprune.spi.ReferenceEngine;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/**
 * The reference models that Spark has sent to every executor.
 *
 * @param archives the names of the archives, one a fold; each names its content too, so that equal
 *     names are equal models
 * @param engine the id of the engine that opens them; null for the only one on the class path
 */
record ReferenceFiles(List<String> archives, @Nullable String engine) implements Serializable {

  int foldCount() {
    return archives.size();
  }

  /** Opens the model of a fold on this machine; the caller closes it. */
  ReferenceModel open(int fold, Device device) {
    ReferenceEngine opening = engine == null ? Engines.only() : Engines.withId(engine);
    return opening.load(Path.of(SparkFiles.get(archives.get(fold))), device);
  }
}
