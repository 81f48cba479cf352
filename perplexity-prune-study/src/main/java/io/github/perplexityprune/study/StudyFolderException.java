/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.study;

import io.github.perplexityprune.PerplexityPruneException;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a study holds something else: a study of other settings, or files that are damaged.
 *
 * @since 0.1
 */
public final class StudyFolderException extends PerplexityPruneException {
  StudyFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  StudyFolderException(String message) {
    super(message);
  }
}
