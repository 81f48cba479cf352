/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

/** Says why a record is not a document. Made for each such record, so it has no stack trace. */
final class UnreadableRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnreadableRecordException(String reason) {
    super(reason, null, /* enableSuppression= */ false, /* writableStackTrace= */ false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
