/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

/** What becomes of documents that are not ranked because they are empty, failed or too short. */
enum Unscored {
  DROPPED {
    @Override
    Verdict verdict(Verdict reason) {
      return reason;
    }
  },
  KEPT {
    @Override
    Verdict verdict(Verdict reason) {
      return switch (reason) {
        case EMPTY, FAILED, TOO_SHORT -> Verdict.KEPT_UNSCORED;
        default -> reason;
      };
    }
  };

  /**
   * The verdict on a document that is not ranked.
   *
   * @param reason why it is not ranked
   */
  abstract Verdict verdict(Verdict reason);
}
