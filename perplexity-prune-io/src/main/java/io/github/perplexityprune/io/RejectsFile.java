/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes rejects as JSON lines. */
final class RejectsFile implements Closeable {
  private final Path file;
  private final JsonGenerator json;
  private long count;

  RejectsFile(Path file) throws IOException {
    this.file = file;
    this.json =
        new JsonFactory()
            .createGenerator(new BufferedOutputStream(Files.newOutputStream(file)))
            .setPrettyPrinter(new MinimalPrettyPrinter("\n"));
  }

  void add(RejectedRecord rejected) {
    try {
      json.writeStartObject();
      json.writeStringField("file", rejected.file());
      json.writeNumberField("position", rejected.position());
      json.writeStringField("reason", rejected.reason());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("rejects cannot be written to " + file, e);
    }
    count++;
  }

  long count() {
    return count;
  }

  @Override
  public void close() throws IOException {
    if (!json.isClosed()) {
      if (count > 0) {
        json.writeRaw('\n');
      }
      json.close();
    }
  }
}
