/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.select;

import java.io.Serializable;

/** How a criterion's band is placed, and what becomes of documents that are not ranked. */
record Modifiers(
    Scope scope, RankUnit unit, long minimumTokens, Unscored unscored, Boundary boundary)
    implements Serializable {

  static final long NO_MINIMUM = 1;

  /** What holds unless the caller says otherwise. */
  static Modifiers defaults(RankUnit unit) {
    return new Modifiers(Scope.FOLD, unit, NO_MINIMUM, Unscored.DROPPED, Boundary.EXACT);
  }

  Modifiers {
    if (boundary == Boundary.PAPER && unit == RankUnit.TOKENS) {
      throw new IllegalStateException(
          "boundary(PAPER) cannot be used with byTokens(): the published rule counts documents;"
              + " leave out one of them");
    }
  }

  Modifiers perDomain() {
    return new Modifiers(Scope.DOMAIN, unit, minimumTokens, unscored, boundary);
  }

  Modifiers byTokens() {
    return new Modifiers(scope, RankUnit.TOKENS, minimumTokens, unscored, boundary);
  }

  Modifiers minimumTokens(long tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException("minimumTokens must be at least 1, but was " + tokens);
    }
    if (minimumTokens != NO_MINIMUM && minimumTokens != tokens) {
      throw new IllegalStateException(
          "minimumTokens was already set to " + minimumTokens + ", so it cannot be " + tokens);
    }
    return new Modifiers(scope, unit, tokens, unscored, boundary);
  }

  Modifiers keepUnscored() {
    return new Modifiers(scope, unit, minimumTokens, Unscored.KEPT, boundary);
  }

  Modifiers boundary(Boundary other) {
    if (boundary != Boundary.EXACT && boundary != other) {
      throw new IllegalStateException(
          "boundary was already set to " + boundary + ", so it cannot be " + other);
    }
    return new Modifiers(scope, unit, minimumTokens, unscored, other);
  }

  /** The calls that make these of the defaults of a unit. */
  String callsAfter(RankUnit defaultUnit) {
    return (scope == Scope.DOMAIN ? ".perDomain()" : "")
        + (unit == defaultUnit ? "" : ".byTokens()")
        + (minimumTokens == NO_MINIMUM
            ? ""
            : ".minimumTokens(" + SourceText.of(minimumTokens) + ")")
        + (unscored == Unscored.KEPT ? ".keepUnscored()" : "")
        + (boundary == Boundary.EXACT ? "" : ".boundary(" + boundary + ")");
  }
}
