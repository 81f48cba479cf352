/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report.page;

/**
 * Text of unknown origin made fit for the page: what a reader sees is what is in the text, and none
 * of it acts on the page.
 *
 * <p>Markup is escaped. Control characters become their Unicode pictures; characters that change
 * the direction of the text after them, hide, or may not be in XML become {@code [U+202E]} and the
 * like, and unpaired surrogates U+FFFD. A code point takes at most 10 bytes of UTF-8 on the page.
 */
public final class PlainText {
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int DELETE_PICTURE = 0x2421;
  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  /** The whole text. */
  public static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      boolean isWindowsLineEnd = codePoint == '\r' && i < text.length() && text.charAt(i) == '\n';
      if (!isWindowsLineEnd) {
        append(out, codePoint);
      }
    }
    return out.toString();
  }

  /** The text, or its beginning and an ellipsis, in one line and not escaped. */
  public static String name(String text, int codePoints) {
    String shown =
        text.codePointCount(0, text.length()) <= codePoints
            ? text
            : text.substring(0, text.offsetByCodePoints(0, codePoints)) + "…";
    return shown.replace('\n', ' ').replace('\r', ' ');
  }

  private static void append(StringBuilder out, int codePoint) {
    switch (codePoint) {
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '&' -> out.append("&amp;");
      case '"' -> out.append("&quot;");
      case '\n', '\t' -> out.append((char) codePoint);
      case '\r' -> out.append('\n');
      case 0x7F -> out.appendCodePoint(DELETE_PICTURE);
      default -> {
        if (codePoint < ' ') {
          out.appendCodePoint(CONTROL_PICTURES + codePoint);
        } else if (Character.getType(codePoint) == Character.SURROGATE) {
          out.appendCodePoint(REPLACEMENT);
        } else if (isUnseen(codePoint)) {
          out.append(String.format("[U+%04X]", codePoint));
        } else {
          out.appendCodePoint(codePoint);
        }
      }
    }
  }

  private static boolean isUnseen(int codePoint) {
    boolean isControl = Character.getType(codePoint) == Character.CONTROL;
    boolean isNonCharacter =
        (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    boolean separatesLines = codePoint == 0x2028 || codePoint == 0x2029;
    boolean turnsDirection =
        (codePoint >= 0x202A && codePoint <= 0x202E)
            || (codePoint >= 0x2066 && codePoint <= 0x2069);
    boolean hides =
        codePoint == 0x200B
            || codePoint == 0x2060
            || codePoint == 0xFEFF
            || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    return isControl || isNonCharacter || separatesLines || turnsDirection || hides;
  }
}
