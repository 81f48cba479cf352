/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;

/** Says that what a file holds from here on cannot be read; the message is the reason. */
final class DamagedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedFileException(String reason) {
    super(reason);
  }

  DamagedFileException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
