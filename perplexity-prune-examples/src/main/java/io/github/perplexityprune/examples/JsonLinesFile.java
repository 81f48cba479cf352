/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of one JSON object a line with a string {@code text} and, if it has them, {@code id} and
 * {@code domain}; compressed when its name ends in {@code .gz}.
 *
 * @param path the file
 */
record JsonLinesFile(Path path) {

  /**
   * Opens the articles from the start; the caller closes the stream. Blank lines are passed over.
   * While reading, a line that is not such an object is an {@link IllegalArgumentException} that
   * names it.
   */
  Stream<Article> open() {
    int[] lineNumber = {0};
    BufferedReader reader = reader();
    return reader
        .lines()
        .onClose(() -> close(reader))
        .map(line -> line.isBlank() ? blank(lineNumber) : article(line, ++lineNumber[0]))
        .flatMap(Stream::ofNullable);
  }

  private static @Nullable Article blank(int[] lineNumber) {
    lineNumber[0]++;
    return null;
  }

  private BufferedReader reader() {
    try {
      InputStream bytes = Files.newInputStream(path);
      try {
        InputStream plain = path.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        return new BufferedReader(new InputStreamReader(plain, UTF_8));
      } catch (IOException | RuntimeException e) {
        bytes.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Article article(String line, int lineNumber) {
    JsonObject object = object(line, lineNumber);
    JsonElement text = object.get("text");
    if (!(text instanceof JsonPrimitive primitive && primitive.isString())) {
      throw new IllegalArgumentException(
          "line "
              + lineNumber
              + " of "
              + path
              + " must have a string in its field \"text\", but has "
              + (text == null ? "no such field" : text));
    }
    return new Article(
        optional(object, "id", "line " + lineNumber),
        optional(object, "domain", ""),
        text.getAsString());
  }

  private JsonObject object(String line, int lineNumber) {
    try {
      if (JsonParser.parseString(line) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException e) {
      throw notAnObject(lineNumber, e);
    }
    throw notAnObject(lineNumber, null);
  }

  private IllegalArgumentException notAnObject(int lineNumber, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "line "
            + lineNumber
            + " of "
            + path
            + " must be a JSON object such as {\"text\": \"...\"}, but is not",
        cause);
  }

  private static String optional(JsonObject object, String field, String otherwise) {
    return object.get(field) instanceof JsonPrimitive primitive
        ? primitive.getAsString()
        : otherwise;
  }
}
