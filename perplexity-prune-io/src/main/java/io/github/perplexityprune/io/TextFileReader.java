/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a text file, whose one document it is; the file's name is the document's id. */
final class TextFileReader implements RecordReader {
  private final CorpusFile file;
  private final FileBytes content;
  private final InputLimits limits;
  private final Consumer<RejectedRecord> rejects;
  private boolean isRead;

  TextFileReader(
      CorpusFile file, InputStream stored, InputLimits limits, Consumer<RejectedRecord> rejects) {
    this.file = file;
    this.content = new FileBytes(file, stored, limits);
    this.limits = limits;
    this.rejects = rejects;
  }

  @Override
  public @Nullable CorpusRecord next() throws IOException {
    if (isRead) {
      return null;
    }
    isRead = true;
    try {
      return new CorpusRecord(file, 1, file.name(), text(), "", new TextFile(file.path()));
    } catch (UnreadableRecordException e) {
      return reject(e.reason());
    } catch (DamagedFileException e) {
      return reject("the file is damaged: " + e.getMessage());
    }
  }

  private @Nullable CorpusRecord reject(String reason) {
    rejects.accept(new RejectedRecord(file.name(), 1, reason));
    return null;
  }

  private String text() throws IOException, UnreadableRecordException {
    byte[] bytes = content.readNBytes(limits.maximumRecordBytes());
    if (content.read() >= 0) {
      throw new UnreadableRecordException(
          "longer than " + limits.maximumRecordBytes() + " bytes (InputLimits.maximumRecordBytes)");
    }
    if (!Utf8.isWellFormed(bytes)) {
      throw new UnreadableRecordException("not valid UTF-8");
    }
    int start = ByteOrderMark.length(bytes, 0, bytes.length);
    return new String(bytes, start, bytes.length - start, UTF_8);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
