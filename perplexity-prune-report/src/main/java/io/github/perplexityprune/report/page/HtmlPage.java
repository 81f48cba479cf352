/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.report.page;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * A page in one file of HTML that is well-formed as XML. It needs no network and runs no code; its
 * own policy forbids both.
 */
public final class HtmlPage {
  private static final int TITLE_LENGTH = 120;

  private HtmlPage() {}

  /**
   * A page.
   *
   * @param title its name, of which 120 characters are shown; also the first heading
   * @param header writes what is above the fold, under the title
   * @param main writes the rest
   */
  public static String of(String title, Consumer<Markup> header, Consumer<Markup> main) {
    Markup page = new Markup();
    String name = PlainText.name(title, TITLE_LENGTH);
    page.verbatim("<!DOCTYPE html>\n");
    page.open("html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", "en");
    head(page, name);
    page.open("body");
    page.open("header").element("h1", name);
    header.accept(page);
    page.close().open("main");
    main.accept(page);
    page.close().close().close();
    return page.toString();
  }

  private static void head(Markup page, String name) {
    page.open("head").empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.element("title", name);
    page.open("style").verbatim(styleSheet()).close().close();
  }

  private static String styleSheet() {
    try (InputStream text = requireNonNull(HtmlPage.class.getResourceAsStream("page.css"))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes a page into a file, which appears whole or not at all and replaces an earlier one.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, String page) {
    Path whole = requireNonNull(file, "file").toAbsolutePath();
    Path unfinished = whole.resolveSibling(whole.getFileName() + ".part");
    try {
      try {
        Files.writeString(unfinished, page);
        Files.move(unfinished, whole, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the report must be written to '" + file + "', but cannot be; check the folder", e);
    }
  }
}
