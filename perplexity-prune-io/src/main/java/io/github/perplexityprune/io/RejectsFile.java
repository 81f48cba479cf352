/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.Closeable;
import java.io.FileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes rejects as JSON lines; the file is made by the first. */
final class RejectsFile implements Closeable {
  private final Path file;
  private @Nullable JsonGenerator json;
  private long count;

  RejectsFile(Path file) {
    this.file = file;
  }

  void add(RejectedRecord rejected) {
    try {
      JsonGenerator line = json == null ? open() : json;
      line.writeStartObject();
      line.writeStringField("file", rejected.file());
      line.writeNumberField("position", rejected.position());
      line.writeStringField("reason", rejected.reason());
      line.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("rejects cannot be written to " + file, e);
    }
    count++;
  }

  /** A writer turns what no UTF-8 is there for, such as half a surrogate pair, into {@code ?}. */
  private JsonGenerator open() throws IOException {
    JsonGenerator opened =
        new JsonFactory()
            .createGenerator(new FileWriter(file.toFile(), UTF_8, /* append= */ true))
            .setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    json = opened;
    return opened;
  }

  long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    JsonGenerator open = json;
    if (open != null) {
      json = null;
      try (open) {
        open.writeRaw('\n');
      }
    }
  }
}
