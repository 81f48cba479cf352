/*
 * Copyright 2026 the perplexity-prune authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.perplexityprune.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes documents below a folder into files that are named like those they come from, one open at
 * a time, in the order in which they come.
 */
final class DocumentFiles implements Closeable {
  private final Path parent;
  private final String side;
  private final InputLimits limits;
  private final long maximumBytes;
  private final List<WrittenFile> written = new ArrayList<>();
  private @Nullable RecordWriter writer;
  private @Nullable CorpusFile source;
  private Path target;
  private String name = "";
  private int shard;
  private long documentCount;

  /**
   * Writes into {@code parent/side}.
   *
   * @param limits those that the documents were read with
   * @param maximumBytes from which size on a file is followed by another, {@link Long#MAX_VALUE}
   *     for one file each
   */
  DocumentFiles(Path parent, String side, InputLimits limits, long maximumBytes) {
    this.parent = parent;
    this.limits = limits;
    this.side = side;
    this.maximumBytes = maximumBytes;
    this.target = parent;
  }

  /** Writes a document, with its score if there is one to be written. */
  void write(CorpusRecord document, Optional<ScoreFields> score) throws IOException {
    if (score.isPresent()) {
      writer(document, RecordWriters::withScores).write(document, score.get());
    } else {
      writer(document, RecordWriters::unchanged).write(document);
    }
    documentCount++;
  }

  /** Opens a writer for a first document. */
  private interface Opening {
    RecordWriter open(CorpusRecord first, Path target, InputLimits limits) throws IOException;
  }

  private RecordWriter writer(CorpusRecord document, Opening opening) throws IOException {
    boolean sameFile = document.file().equals(source);
    RecordWriter current = writer;
    if (current != null && sameFile && current.byteCount() < maximumBytes) {
      return current;
    }
    close();
    shard = sameFile ? shard + 1 : 1;
    source = document.file();
    name = side + "/" + shardName(document.file().name());
    target = parent.resolve(name);
    Files.createDirectories(target.getParent());
    RecordWriter opened = opening.open(document, target, limits);
    writer = opened;
    return opened;
  }

  /** {@code a/b-00002.jsonl.zst} for the second shard of {@code a/b.jsonl.zst}. */
  private String shardName(String fileName) {
    if (maximumBytes == Long.MAX_VALUE) {
      return fileName;
    }
    int extensions = fileName.length() - FileKind.extensions(fileName).length();
    return String.format(
        Locale.ROOT,
        "%s-%05d%s",
        fileName.substring(0, extensions),
        shard,
        fileName.substring(extensions));
  }

  /** Finishes the file that is open, and gives all that were written. */
  List<WrittenFile> finish() throws IOException {
    close();
    return List.copyOf(written);
  }

  /** Finishes the file that is open. */
  @Override
  public void close() throws IOException {
    RecordWriter open = writer;
    if (open != null) {
      writer = null;
      open.close();
      written.add(new WrittenFile(name, documentCount, Files.size(target)));
      documentCount = 0;
    }
  }
}
