/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.nio.file.Path;
import java.util.List;

/** Compares the input files that a store was filled from with those at hand. */
final class SqliteInputs {
  private SqliteInputs() {}

  /**
   * Refuses a list that does not begin with the recorded one.
   *
   * @throws IllegalStateException naming the first file that differs, and how
   */
  static void requireExtension(
      Path store, List<InputFingerprint> recorded, List<InputFingerprint> now) {
    for (int i = 0; i < recorded.size(); i++) {
      InputFingerprint before = recorded.get(i);
      if (i == now.size()) {
        throw changed(store, "input file " + before.name() + " is missing");
      }
      requireSame(store, before, now.get(i));
    }
  }

  private static void requireSame(Path store, InputFingerprint before, InputFingerprint now) {
    if (!before.name().equals(now.name())) {
      throw changed(store, "input file " + now.name() + " is in the place of " + before.name());
    }
    if (before.byteCount() != now.byteCount()) {
      throw changed(
          store,
          "input file "
              + now.name()
              + " has "
              + now.byteCount()
              + " bytes where it had "
              + before.byteCount());
    }
    if (!before.sha256().equals(now.sha256())) {
      throw changed(
          store,
          "input file "
              + now.name()
              + " has changed: its SHA-256 is "
              + now.sha256()
              + " where it was "
              + before.sha256());
    }
  }

  private static IllegalStateException changed(Path store, String how) {
    return new IllegalStateException(
        "the inputs must begin with the files that the score store "
            + store
            + " was filled from, but "
            + how
            + "; give these files in their order and new ones after them, or use a new store");
  }
}
