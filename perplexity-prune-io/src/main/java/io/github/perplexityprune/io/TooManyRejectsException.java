/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import io.github.perplexityprune.PerplexityPruneException;

/**
 * Thrown while reading when more records were rejected than the caller allowed; see {@link
 * CorpusFiles.Builder#maximumRejects}.
 *
 * @since 0.1
 */
public final class TooManyRejectsException extends PerplexityPruneException {
  private static final long serialVersionUID = 1L;

  TooManyRejectsException(long maximumRejects, RejectedRecord last) {
    super(
        "more than "
            + maximumRejects
            + " records cannot be read; the last is "
            + last.file()
            + ":"
            + last.position()
            + ": "
            + last.reason()
            + ". Repair the input or raise maximumRejects");
  }
}
