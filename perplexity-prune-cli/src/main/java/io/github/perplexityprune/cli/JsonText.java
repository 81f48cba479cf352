/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.OptionalDouble;

/** Prints JSON for machines. */
final class JsonText {
  private JsonText() {}

  /** Writes one value. */
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** Prints one value and a line's end. */
  static void print(PrintWriter out, Content content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
      content.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println(text);
  }

  /** A number, or null if there is none or JSON cannot write it. */
  static void number(JsonGenerator json, String name, OptionalDouble number) throws IOException {
    if (number.isPresent() && Double.isFinite(number.getAsDouble())) {
      json.writeNumberField(name, number.getAsDouble());
    } else {
      json.writeNullField(name);
    }
  }
}
