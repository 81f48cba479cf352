/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;

/** Where the stored bytes of files come from. */
interface ByteSource {
  /** The files themselves. */
  ByteSource FILES = file -> Files.newInputStream(file.path());

  /** Opens a file from its start; the caller closes the stream. */
  InputStream open(CorpusFile file) throws IOException;
}
