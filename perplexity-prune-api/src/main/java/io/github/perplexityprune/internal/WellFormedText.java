/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.internal;

/** Text in which every surrogate has its partner. */
public final class WellFormedText {
  private static final char REPLACEMENT = '\uFFFD';

  private WellFormedText() {}

  /**
   * The same text when it is well formed already, else a copy with U+FFFD for every unpaired
   * surrogate.
   */
  public static String of(String text) {
    int first = unpairedSurrogate(text, 0);
    if (first < 0) {
      return text;
    }
    var repaired = new StringBuilder(text);
    for (int i = first; i >= 0; i = unpairedSurrogate(text, i + 1)) {
      repaired.setCharAt(i, REPLACEMENT);
    }
    return repaired.toString();
  }

  private static int unpairedSurrogate(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
