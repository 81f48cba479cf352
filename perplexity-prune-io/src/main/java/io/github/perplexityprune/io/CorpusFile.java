/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.nio.file.Path;

/**
 * One file of a corpus.
 *
 * @param path where it is
 * @param name its path below what the caller named, with {@code /} between parts; unique in its
 *     corpus, and never leads out of a folder that it is resolved against
 * @param format what it holds
 * @param compression how it is compressed as a whole
 * @param byteCount its size
 * @since 0.1
 */
public record CorpusFile(
    Path path, String name, CorpusFormat format, Compression compression, long byteCount) {

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it would lead out of a folder
   */
  public CorpusFile {
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException(
            "name must be parts with / between them, none of them empty, . or .., but was '"
                + name
                + "'");
      }
    }
  }
}
