/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file with a JSON object on each line. Blank lines are passed over; a byte order mark at
 * the start of a line (of the file, or of one that was appended to it) is not part of the line.
 */
final class JsonLinesReader implements RecordReader {
  private final CorpusFile file;
  private final LineSplitter lines;
  private final JsonLineParser parser;
  private final InputLimits limits;
  private final Consumer<RejectedRecord> rejects;
  private boolean damaged;

  JsonLinesReader(
      CorpusFile file,
      InputStream stored,
      RecordFields fields,
      InputLimits limits,
      Consumer<RejectedRecord> rejects) {
    this.file = file;
    this.lines = new LineSplitter(new FileBytes(file, stored, limits), limits.maximumRecordBytes());
    this.parser = new JsonLineParser(fields, limits.maximumDepth());
    this.limits = limits;
    this.rejects = rejects;
  }

  @Override
  public @Nullable CorpusRecord next() throws IOException {
    while (nextLine()) {
      try {
        CorpusRecord found = document();
        if (found != null) {
          return found;
        }
      } catch (UnreadableRecordException e) {
        rejects.accept(new RejectedRecord(file.name(), lines.number(), e.reason()));
      }
    }
    return null;
  }

  private boolean nextLine() throws IOException {
    if (damaged) {
      return false;
    }
    try {
      return lines.next();
    } catch (DamagedFileException e) {
      damaged = true;
      rejects.accept(
          new RejectedRecord(
              file.name(),
              lines.number() + 1,
              "the file is damaged after line "
                  + lines.number()
                  + ": "
                  + e.getMessage()
                  + "; the rest of it was not read"));
      return false;
    }
  }

  /** The document of the line, or null for a blank one. */
  private @Nullable CorpusRecord document() throws UnreadableRecordException {
    if (lines.isTooLong()) {
      throw new UnreadableRecordException(
          "longer than " + limits.maximumRecordBytes() + " bytes (InputLimits.maximumRecordBytes)");
    }
    byte[] buffer = lines.buffer();
    int start = lines.start() + ByteOrderMark.length(buffer, lines.start(), lines.end());
    if (isBlank(buffer, start, lines.end())) {
      return null;
    }
    JsonLineParser.Fields fields = parser.parse(buffer, start, lines.end() - start);
    String id = fields.id() == null ? file.name() + ":" + lines.number() : fields.id();
    return new CorpusRecord(
        file,
        lines.number(),
        id,
        fields.text(),
        fields.domain(),
        new JsonLine(Arrays.copyOfRange(buffer, start, lines.end())));
  }

  private static boolean isBlank(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
